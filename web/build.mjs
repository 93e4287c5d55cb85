// Bundles the page into dist/, which the service takes up at its own build. No file of dist/ is loaded from elsewhere, and
// none holds an inline script or style, so the page works offline under `default-src 'self'`.
import { build } from "esbuild";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await build({
  entryPoints: { app: join(here, "src/main.js") },
  outdir: dist,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});
await build({
  entryPoints: { app: join(here, "src/styles/page.css") },
  outdir: dist,
  bundle: true,
  minify: true,
  target: ["es2022"],
  logLevel: "warning",
});
for (const name of ["index.html", "icon.svg"]) await copyFile(join(here, name), join(dist, name));
await copyFile(join(here, "../examples/demo-book.csv"), join(dist, "demo-book.txt"));
