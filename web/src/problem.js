// What the service says is wrong, from its answer.
export async function problemOf(response) {
  const told = await response.json().catch(() => ({}));
  return { status: response.status, code: told.code ?? `HTTP ${response.status}`, title: told.title, detail: told.detail, fix: told.fix, diagnostics: told.diagnostics };
}
