/** The middle pane: the drawing, its tools, its legend and what must be said about it. */

import { useEffect, useRef } from "preact/hooks";

import { Drawing } from "../drawing/drawing";
import { KIND_LABELS } from "../kinds";
import { selectionOf } from "../state";
import { useApp } from "./context";
import { Glyph } from "./Glyph";
import { Icon } from "./Icon";

function useDrawing() {
  const { state, explorer } = useApp();
  const host = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const generation = useRef(-1);
  const place = useRef(state.place);
  place.current = state.place;

  useEffect(() => {
    const element = host.current as HTMLDivElement;
    const made = new Drawing(element, {
      node: (id) => explorer.go({ ...place.current, entity: id }),
      expand: (id) => void explorer.expand(id),
      edge: (id) => explorer.go({ edge: id }),
    });
    drawing.current = made;
    // Within reach of the browser's console and of the tests, which click where a line is drawn.
    Object.assign(element, { drawing: made });
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const repaint = () => made.repaint();
    dark.addEventListener("change", repaint);
    return () => {
      dark.removeEventListener("change", repaint);
      made.kill();
    };
  }, [explorer]);

  useEffect(() => {
    const afresh = generation.current !== state.generation;
    generation.current = state.generation;
    drawing.current?.show(state.picture, state.arrangement, afresh);
  }, [state.picture, state.arrangement, state.generation]);

  const { entity, edge } = state.place;
  useEffect(() => {
    const selection = selectionOf({ ...(entity ? { entity } : {}), ...(edge ? { edge } : {}) });
    drawing.current?.select(selection);
    if (selection?.kind === "node") drawing.current?.reveal(selection.id);
  }, [entity, edge, state.picture]);

  return { host, drawing };
}

export function GraphPane() {
  const { state, words, explorer } = useApp();
  const { host, drawing } = useDrawing();
  const { picture, cut, trouble, arrangement } = state;
  const kinds = KIND_LABELS.filter((label) => [...picture.nodes.values()].some((node) => node.label === label));
  const tool = (name: "plus" | "minus" | "fit", label: string, direction: "in" | "out" | "fit") => (
    <button type="button" aria-label={label} title={label} onClick={() => drawing.current?.zoom(direction)}>
      <Icon name={name} />
    </button>
  );
  return (
    <section class="pane graph" aria-label={words.graph}>
      <div
        ref={host}
        class="canvas"
        role="img"
        aria-label={`${words.graphLabel(picture.nodes.size, picture.edges.size)} ${words.graphHelp}`}
      />
      {picture.nodes.size === 0 && !state.drawing && <p class="notice centre">{words.noPicture}</p>}
      <div class="tools" role="toolbar" aria-label={words.graph}>
        {(["columns", "force"] as const).map((name) => (
          <button
            key={name}
            type="button"
            aria-label={words[name]}
            title={words[name]}
            aria-pressed={arrangement === name}
            onClick={() => explorer.arrange(name)}
          >
            <Icon name={name} />
          </button>
        ))}
        <span class="gap" />
        {tool("plus", words.zoomIn, "in")}
        {tool("minus", words.zoomOut, "out")}
        {tool("fit", words.fit, "fit")}
      </div>
      <ul class="legend" aria-label={words.legend}>
        {kinds.map((label) => (
          <li key={label}>
            <Glyph label={label} /> {words.kinds[label]}
          </li>
        ))}
      </ul>
      <div class="says" aria-live="polite">
        {state.drawing && <p class="loading">{words.drawing}</p>}
        {trouble && <p class="failed">{trouble}</p>}
        {cut && <p>{words.cut(cut.shown, cut.total)}</p>}
      </div>
    </section>
  );
}
