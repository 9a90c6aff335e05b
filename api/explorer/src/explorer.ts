/** What the reader does: each method asks the service and tells the store. The address is the truth. */

import { formatPlace, parsePlace, type Place } from "./address";
import type { Evidence, GraphEdge, GraphNode, QueryInfo, QueryResult } from "./contract";
import type { Arrangement } from "./drawing/drawing";
import { add, EMPTY, tiedIn, type Picture } from "./picture";
import { ServiceError, type NeighbourFilter, type Service } from "./service";
import { LOADING, ready, type Action, type Cut, type Loadable, type State } from "./state";
import type { Store } from "./store";
import { STRINGS } from "./strings";

export const FLAGSHIP = "agencies-on-projects";
/** Neighbours drawn at one go, and passages fetched to draw one answer. */
export const PAGE = 50;
const MOST_EDGES = 160;
const MOST_PLACED = 40;

export class Explorer {
  private readonly passages = new Map<string, Promise<Evidence>>();

  constructor(
    private readonly store: Store<State, Action>,
    private readonly service: Service,
  ) {}

  /** The first screen: the flagship question's answer, unless the address names something else. */
  async start(): Promise<void> {
    window.addEventListener("hashchange", () => void this.follow(parsePlace(location.hash)));
    try {
      const [status, catalogue] = await Promise.all([this.service.status(), this.service.queries()]);
      this.store.dispatch({ type: "catalogue", catalogue });
      this.store.dispatch({ type: "status", status: ready(status) });
      if (status.documents === 0) return;
      const info = catalogue.find((query) => query.name === FLAGSHIP) ?? catalogue[0];
      const place = parsePlace(location.hash);
      const elsewhere = place.entity !== undefined || place.edge !== undefined;
      if (info) await this.ask(info, info.example, !elsewhere);
      await this.follow(place);
    } catch (error) {
      this.store.dispatch({ type: "status", status: this.failure(error) });
    }
  }

  /** Run a named query; `draw` puts its answer on the picture. */
  async ask(info: QueryInfo, given: Record<string, string>, draw = true): Promise<void> {
    this.store.dispatch({ type: "answer", answer: LOADING });
    try {
      const result = await this.service.query(info.name, given);
      this.store.dispatch({ type: "answer", answer: ready({ info, given, result }) });
      if (draw) await this.drawAnswer(result);
    } catch (error) {
      this.store.dispatch({ type: "answer", answer: this.failure(error) });
    }
  }

  /** The answer as a picture: the edges behind its rows, and where the projects are. */
  async drawAnswer(result: QueryResult): Promise<void> {
    this.store.dispatch({ type: "drawing" });
    const ids = [...new Set(result.evidence.map((one) => one.edge))];
    try {
      const found = await Promise.all(ids.slice(0, MOST_EDGES).map((id) => this.passage(id)));
      let picture = add(
        EMPTY,
        found.flatMap(({ source, target }) => [source, target]),
        found.map(({ edge }) => edge),
      );
      const projects = [...picture.nodes.values()].filter((node) => node.label === "Project");
      const located = await Promise.all(
        projects.slice(0, MOST_PLACED).map(({ id }) => this.service.neighbours(id, { type: "LOCATED_IN", limit: 12 })),
      );
      for (const { nodes, edges } of located) picture = add(picture, nodes, edges);
      const cut = ids.length > MOST_EDGES ? { shown: MOST_EDGES, total: ids.length } : null;
      this.store.dispatch({ type: "draw", picture, arrangement: "columns", cut });
    } catch (error) {
      this.complain(error);
    }
  }

  /** From a search: the entity and its neighbours, on a clean sheet. */
  async choose(id: string): Promise<void> {
    this.store.dispatch({ type: "drawing" });
    try {
      const { entity, nodes, edges, total, truncated } = await this.service.neighbours(id, { limit: PAGE });
      const picture = add(EMPTY, [entity, ...nodes], edges);
      const cut = truncated ? { shown: nodes.length, total } : null;
      this.store.dispatch({ type: "draw", picture, arrangement: "force", cut });
      this.go({ entity: id });
    } catch (error) {
      this.complain(error);
    }
  }

  /** Draw more of what `id` is connected to: all kinds, or one. */
  async expand(id: string, only: NeighbourFilter = {}): Promise<void> {
    this.store.dispatch({ type: "drawing" });
    try {
      const more = await this.service.neighbours(id, { ...only, limit: PAGE });
      this.grow([more.entity, ...more.nodes], more.edges, more.truncated ? this.cutOf(more, only.offset) : null);
    } catch (error) {
      this.complain(error);
    }
  }

  arrange(arrangement: Arrangement): void {
    this.store.dispatch({ type: "arrange", arrangement });
  }

  /** Change the address; the page follows it. */
  go(place: Place): void {
    const hash = formatPlace(place);
    if (location.hash === hash) void this.follow(place);
    else if (hash) location.hash = hash;
    else {
      history.pushState(null, "", location.pathname + location.search);
      void this.follow({});
    }
  }

  private async follow(place: Place): Promise<void> {
    this.store.dispatch({ type: "place", place });
    await Promise.all([this.loadEntity(place), this.loadEvidence(place), this.loadDocument(place)]);
  }

  private async loadEntity({ entity: id }: Place): Promise<void> {
    const { state } = this.store;
    if (id === undefined) return;
    const drawn = state.picture.nodes.has(id);
    if (drawn && state.entity.state === "ready") return;
    try {
      const [entity, around] = await Promise.all([
        this.service.entity(id),
        drawn ? null : this.service.neighbours(id, { limit: PAGE }),
      ]);
      this.store.dispatch({ type: "entity", id, entity: ready(entity) });
      const { picture } = this.store.state;
      if (around) this.grow(tiedIn(picture, around.entity, around.nodes), around.edges, null);
    } catch (error) {
      this.store.dispatch({ type: "entity", id, entity: this.failure(error) });
    }
  }

  private async loadEvidence({ edge: id }: Place): Promise<void> {
    if (id === undefined || this.store.state.evidence.state === "ready") return;
    try {
      const evidence = await this.passage(id);
      this.store.dispatch({ type: "evidence", id, evidence: ready(evidence) });
      const { picture } = this.store.state;
      if (!picture.edges.has(id)) this.grow([evidence.source, evidence.target], [evidence.edge], null);
    } catch (error) {
      this.store.dispatch({ type: "evidence", id, evidence: this.failure(error) });
    }
  }

  private async loadDocument({ document: id }: Place): Promise<void> {
    if (id === undefined || this.store.state.whole.state === "ready") return;
    try {
      this.store.dispatch({ type: "whole", id, whole: ready(await this.service.document(id)) });
    } catch (error) {
      this.store.dispatch({ type: "whole", id, whole: this.failure(error) });
    }
  }

  private grow(nodes: GraphNode[], edges: GraphEdge[], cut: Cut | null): void {
    const before: Picture = this.store.state.picture;
    const arrangement = before.nodes.size === 0 ? "force" : null;
    const picture = add(before, nodes, edges);
    if (arrangement) this.store.dispatch({ type: "draw", picture, arrangement, cut });
    else this.store.dispatch({ type: "grow", picture, cut });
  }

  private cutOf({ nodes, total }: { nodes: GraphNode[]; total: number }, offset = 0): Cut {
    return { shown: offset + nodes.length, total };
  }

  private passage(id: string): Promise<Evidence> {
    const known = this.passages.get(id);
    if (known) return known;
    const asked = this.service.evidence(id);
    this.passages.set(id, asked);
    asked.catch(() => this.passages.delete(id));
    return asked;
  }

  private sentence(error: unknown): string {
    const words = STRINGS[this.store.state.language];
    if (error instanceof ServiceError) return error.status === 0 ? words.unreachable : error.message || words.failed;
    throw error;
  }

  private failure(error: unknown): Loadable<never> {
    return { state: "failed", message: this.sentence(error) };
  }

  private complain(error: unknown): void {
    this.store.dispatch({ type: "trouble", message: this.sentence(error) });
  }
}
