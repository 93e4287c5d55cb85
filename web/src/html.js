// `html`: markup as a tagged template. Every value in it becomes text, never markup.
import htm from "htm";
import { h } from "preact";

export const html = htm.bind(h);
