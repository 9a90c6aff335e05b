/** The card of the selected node: what it is, and how much of each kind is connected to it. */

import type { Entity, GraphEdge, NeighbourCount } from "../contract";
import { PAGE } from "../explorer";
import { shortName } from "../kinds";
import { drawn } from "../picture";
import { useApp } from "./context";
import { Glyph } from "./Glyph";
import { Failed, Loading } from "./Notice";
import { valueText } from "./values";

/** Properties worth a line on the card, in this order; the rest are offsets, hashes and keys. */
const SHOWN = [
  "full_name",
  "number",
  "date",
  "issuers",
  "short_name",
  "aliases",
  "sector",
  "level",
  "jurisdiction",
  "system",
  "kind",
  "collective",
  "text",
  "source",
];

function Properties({ entity }: { entity: Entity }) {
  const { words } = useApp();
  const rows = SHOWN.map((name) => {
    const value = entity.properties[name];
    if (name === "collective" && value !== true) return null;
    const own = Array.isArray(value) ? value.filter((one) => one !== entity.name) : value;
    const text = valueText(own, words);
    return text === "" || text === entity.name ? null : { name, text };
  }).filter((row) => row !== null);
  if (rows.length === 0) return null;
  return (
    <dl class="properties">
      {rows.map(({ name, text }) => (
        <div key={name} class={name === "text" ? "wide" : undefined}>
          <dt>{words.properties[name] ?? name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Neighbour({ entity, count }: { entity: Entity; count: NeighbourCount }) {
  const { state, words, explorer } = useApp();
  const here = drawn(state.picture, entity.id, count.type, count.direction, count.label);
  const whole = here >= count.count;
  const relation = words.relations[`${count.type}:${count.direction}`] ?? count.type;
  const name = words.relationTo(relation, words.kinds[count.label] ?? count.label);
  return (
    <li>
      <Glyph label={count.label} />
      <span class="relation">{name}</span>
      <span class="count">{count.count}</span>
      <button
        type="button"
        disabled={whole}
        aria-label={`${words.expand} ${name} ${count.count}`}
        onClick={() =>
          void explorer.expand(entity.id, {
            type: count.type,
            label: count.label,
            direction: count.direction,
            ...(here >= PAGE ? { offset: here } : {}),
          })
        }
      >
        {whole ? words.allShown : here > 0 ? words.expandMore : words.expand}
      </button>
    </li>
  );
}

/** The drawn edges of a node, those of one type to the same other end together: several texts may say it. */
function bundles(entity: Entity, edges: Iterable<GraphEdge>): GraphEdge[][] {
  const found = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    if (edge.source !== entity.id && edge.target !== entity.id) continue;
    const key = JSON.stringify([edge.type, edge.source, edge.target]);
    found.set(key, [...(found.get(key) ?? []), edge]);
  }
  return [...found.values()];
}

function Line({ edges, from }: { edges: GraphEdge[]; from: string }) {
  const { state, words, explorer } = useApp();
  const [first] = edges;
  const out = first?.source === from;
  const other = first && state.picture.nodes.get(out ? first.target : first.source);
  if (!first || !other) return null;
  const parts = edges.map((edge) => valueText(edge.properties.role ?? edge.properties.stage, words));
  const said = [...new Set(parts.filter((part) => part !== ""))].join(words.list);
  return (
    <li>
      <Glyph label={other.label} />
      <button type="button" class="name" onClick={() => explorer.go({ ...state.place, entity: other.id })}>
        {shortName(other, 18)}
      </button>
      <span class="relation">{said || words.relations[`${first.type}:${out ? "out" : "in"}`]}</span>
      {edges
        .filter((edge) => edge.evidence)
        .map((edge, index) => (
          <button
            key={edge.id}
            type="button"
            class="read"
            aria-label={`${words.readQuote} ${other.name} ${index + 1}`}
            aria-pressed={state.place.edge === edge.id}
            onClick={() => explorer.go({ entity: from, edge: edge.id })}
          >
            {index === 0 ? words.readQuote : index + 1}
          </button>
        ))}
    </li>
  );
}

function Ready({ entity }: { entity: Entity }) {
  const { state, words, explorer } = useApp();
  const neighbours = entity.neighbours.filter((count) => count.label !== "Source");
  const lines = bundles(entity, state.picture.edges.values());
  const inDocument = entity.label === "Document" ? entity.id : (entity.properties.document as string | undefined);
  const { start_char: start, end_char: end } = entity.properties;
  const at = typeof start === "number" && typeof end === "number" ? { at: [start, end] as [number, number] } : {};
  return (
    <article class="card">
      <p class="kind">
        <Glyph label={entity.label} /> {words.kinds[entity.label] ?? entity.title}
      </p>
      <h2>{entity.name}</h2>
      <Properties entity={entity} />
      {inDocument && entity.properties.loaded !== false && (
        <button
          type="button"
          class="quiet"
          onClick={() => explorer.go({ entity: entity.id, document: inDocument, ...at })}
        >
          {words.readDocument}
        </button>
      )}
      <section>
        <h3>
          {words.neighbours}
          {neighbours.length > 0 && (
            <button type="button" class="small" onClick={() => void explorer.expand(entity.id)}>
              {words.expandAll}
            </button>
          )}
        </h3>
        {neighbours.length === 0 && <p class="hint">{words.alone}</p>}
        <ul class="neighbours">
          {neighbours.map((count) => (
            <Neighbour key={`${count.type}${count.direction}${count.label}`} entity={entity} count={count} />
          ))}
        </ul>
      </section>
      {lines.length > 0 && (
        <section>
          <h3>{words.onPicture}</h3>
          <ul class="lines">
            {lines.map((edges) => (
              <Line key={edges[0]?.id} edges={edges} from={entity.id} />
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

export function Card() {
  const { state, words } = useApp();
  const { entity } = state;
  if (entity.state === "loading") return <Loading text={words.loading} />;
  if (entity.state === "failed") return <Failed title={words.failed} text={entity.message} />;
  return entity.state === "ready" ? <Ready entity={entity.value} /> : null;
}
