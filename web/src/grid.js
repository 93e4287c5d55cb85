// Grid: thousands of rows of which only those in sight are in the document. Arrow keys move, Enter opens, columns scroll.
// rows: any list; row kinds are told apart by `group`, a heading row. Heights are equal, so a position is a multiplication.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "./html.js";

export const ROW_HEIGHT = 34;
const MARGIN_ROWS = 8;

export function windowOf(top, height, count) {
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - MARGIN_ROWS);
  const last = Math.min(count, Math.ceil((top + height) / ROW_HEIGHT) + MARGIN_ROWS);
  return [first, last];
}

const px = (number) => `${number}px`;

function Row({ row, at, columns, template, active, chosen, onOpen }) {
  const place = { transform: `translateY(${px(at * ROW_HEIGHT)})`, gridTemplateColumns: template };
  const marks = ["row", row.group ? "group" : "", active ? "active" : "", chosen ? "chosen" : ""].join(" ");
  const cells = row.group
    ? html`<div role="gridcell" class="cell wide" aria-colspan=${columns.length}>${row.group}</div>`
    : columns.map((column) => html`<div role="gridcell" class=${"cell " + (column.kind ?? "")} title=${column.title?.(row)}>
      ${column.cell(row)}</div>`);
  return html`<div role="row" id=${`row-${at}`} class=${marks} style=${place} aria-rowindex=${at + 2}
    aria-selected=${chosen ? "true" : "false"} onClick=${() => onOpen(at)}>${cells}</div>`;
}

export function Grid({ label, columns, rows, chosen, onOpen }) {
  const box = useRef(null);
  const [view, setView] = useState({ top: 0, height: 480 });
  const [active, setActive] = useState(0);
  const look = () => setView({ top: box.current.scrollTop, height: box.current.clientHeight });
  useLayoutEffect(look, []);

  const here = Math.min(active, Math.max(0, rows.length - 1));
  const goTo = (wanted) => {
    const at = Math.max(0, Math.min(rows.length - 1, wanted));
    setActive(at);
    const element = box.current;
    const bottom = element.clientHeight - ROW_HEIGHT * 2;
    if (at * ROW_HEIGHT < element.scrollTop) element.scrollTop = at * ROW_HEIGHT;
    if (at * ROW_HEIGHT > element.scrollTop + bottom) element.scrollTop = at * ROW_HEIGHT - bottom;
  };
  const page = Math.max(1, Math.floor(view.height / ROW_HEIGHT) - 2);
  const moves = { ArrowDown: here + 1, ArrowUp: here - 1, PageDown: here + page, PageUp: here - page, Home: 0, End: rows.length - 1 };
  const onKeyDown = (event) => {
    if (event.key === "Enter" || event.key === " ") onOpen(rows[here], here);
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") box.current.scrollLeft += event.key === "ArrowRight" ? 120 : -120;
    else if (event.key in moves) goTo(moves[event.key]);
    else return;
    event.preventDefault();
  };

  const template = columns.map((column) => px(column.width)).join(" ");
  const wide = px(columns.reduce((sum, column) => sum + column.width, 0));
  const [first, last] = windowOf(view.top, view.height, rows.length);
  const open = (at) => {
    setActive(at);
    onOpen(rows[at], at);
  };
  return html`<div class="grid" role="grid" tabindex="0" ref=${box} aria-label=${label} aria-rowcount=${rows.length + 1} aria-colcount=${columns.length}
      aria-activedescendant=${here >= first && here < last ? `row-${here}` : undefined} onScroll=${look} onKeyDown=${onKeyDown}>
    <div role="rowgroup" class="grid-head" style=${{ width: wide }}>
      <div role="row" class="row head" style=${{ gridTemplateColumns: template }} aria-rowindex="1">
        ${columns.map((column) => html`<div role="columnheader" class=${"cell " + (column.kind ?? "")} title=${column.name}>${column.name}</div>`)}
      </div>
    </div>
    <div role="rowgroup" class="grid-body" style=${{ width: wide, height: px(rows.length * ROW_HEIGHT) }}>
      ${rows.slice(first, last).map(
        (row, offset) => html`<${Row} key=${first + offset} row=${row} at=${first + offset} columns=${columns} template=${template}
          active=${first + offset === here} chosen=${chosen !== undefined && row.key === chosen} onOpen=${open} />`,
      )}
    </div>
  </div>`;
}
