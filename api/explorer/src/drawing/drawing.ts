/** The drawn graph: keeps sigma in step with the picture, the selection and the theme. */

import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { animateNodes } from "sigma/utils";

import { kindOf, shortName } from "../kinds";
import { degrees, type Picture } from "../picture";
import type { Selection } from "../state";
import { layColumns, ORDER, type Layout, type Point } from "./columns";
import { Force } from "./force";
import { Names } from "./names";
import { nearestLine, type Line } from "./nearest";
import { blend, readPalette, type Palette } from "./palette";
import { ShapeProgram } from "./shapes";

export type Arrangement = "columns" | "force";

export interface Handlers {
  node(id: string): void;
  expand(id: string): void;
  edge(id: string): void;
}

const REACH = 7;
const MOVE_MS = 450;
/** Above this a drawing jumps to its places: moving it there would hold up the reader. */
const MOST_MOVING = 1500;
const FADED = 0.38;
/** Letters of a name: in a narrow window, ordinarily, and of what is selected or pointed at. */
const LABEL = { narrow: 9, plain: 16, whole: 28 };
const NARROW = 640;

const still = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Drawing {
  private readonly graph = new MultiDirectedGraph();
  private readonly sigma: Sigma;
  private readonly force = new Force();
  private readonly names: Names;
  private readonly watcher: ResizeObserver;
  private palette: Palette;
  private picture: Picture = { nodes: new Map(), edges: new Map() };
  private arrangement: Arrangement = "columns";
  private selection: Selection = null;
  private hovered: { node: string | null; edge: string | null } = { node: null, edge: null };
  private lit: { nodes: Set<string>; edges: Set<string> } | null = null;
  private stopMoving: (() => void) | null = null;

  constructor(
    private readonly host: HTMLElement,
    private readonly handlers: Handlers,
  ) {
    this.palette = readPalette(host);
    this.sigma = new Sigma(this.graph, host, {
      allowInvalidContainer: true,
      defaultNodeType: "shape",
      nodeProgramClasses: { shape: ShapeProgram },
      renderLabels: false,
      defaultDrawNodeHover: () => undefined,
      stagePadding: 0,
      zIndex: true,
      minEdgeThickness: 1,
      enableCameraRotation: false,
      minCameraRatio: 0.05,
      maxCameraRatio: 3,
      nodeReducer: (id, data) => this.styleNode(id, data),
      edgeReducer: (id, data) => this.styleEdge(id, data),
    });
    this.names = new Names(this.sigma);
    this.sigma.on("afterRender", () => this.drawNames());
    this.listen();
    this.watcher = new ResizeObserver(() => this.resized());
    this.watcher.observe(host);
  }

  /** Draw `picture`. Nodes that were drawn stay where they are unless `afresh`. */
  show(picture: Picture, arrangement: Arrangement, afresh: boolean): void {
    const rearranged = arrangement !== this.arrangement;
    const known = afresh || rearranged ? new Map<string, Point>() : this.places();
    this.picture = picture;
    this.arrangement = arrangement;
    this.hovered = { node: null, edge: null };
    this.sync();
    this.light();
    this.arrange(known);
  }

  select(selection: Selection): void {
    this.selection = selection;
    this.light();
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Colours are read again from the style sheet. */
  repaint(): void {
    this.palette = readPalette(this.host);
    this.sigma.refresh({ skipIndexation: true });
  }

  zoom(direction: "in" | "out" | "fit"): void {
    const camera = this.sigma.getCamera();
    const duration = still() ? 0 : 200;
    if (direction === "in") void camera.animatedZoom({ duration });
    else if (direction === "out") void camera.animatedUnzoom({ duration });
    else void camera.animatedReset({ duration });
  }

  /** Bring a node into the window when it is outside. */
  reveal(id: string): void {
    const shown = this.sigma.getNodeDisplayData(id);
    if (!shown) return;
    const { x, y } = this.sigma.framedGraphToViewport(shown);
    const { width, height } = this.sigma.getDimensions();
    const margin = 40;
    if (x > margin && y > margin && x < width - margin && y < height - margin) return;
    void this.sigma.getCamera().animate({ x: shown.x, y: shown.y }, { duration: still() ? 0 : 300 });
  }

  /** Where a node or the middle of a line is, in pixels of the window. */
  locate(id: string): Point | null {
    const { left, top } = this.host.getBoundingClientRect();
    const at = (node: string): Point => {
      const { x, y } = this.graph.getNodeAttributes(node) as Point;
      return this.sigma.graphToViewport({ x, y });
    };
    if (this.graph.hasNode(id)) {
      const { x, y } = at(id);
      return { x: x + left, y: y + top };
    }
    if (!this.graph.hasEdge(id)) return null;
    const [from, to] = this.graph.extremities(id).map(at) as [Point, Point];
    return { x: (from.x + to.x) / 2 + left, y: (from.y + to.y) / 2 + top };
  }

  kill(): void {
    this.watcher.disconnect();
    this.force.stop();
    this.stopMoving?.();
    this.sigma.kill();
  }

  private places(): Map<string, Point> {
    const places = new Map<string, Point>();
    this.graph.forEachNode((id, { x, y }) => places.set(id, { x: x as number, y: y as number }));
    return places;
  }

  private sync(): void {
    const { nodes, edges } = this.picture;
    for (const id of this.graph.edges()) if (!edges.has(id)) this.graph.dropEdge(id);
    for (const id of this.graph.nodes()) if (!nodes.has(id)) this.graph.dropNode(id);
    const degree = degrees(this.picture);
    const entrance = this.entrances();
    for (const node of nodes.values()) {
      const kind = kindOf(node.label);
      const size = kind.size + Math.min(6, Math.sqrt(degree.get(node.id) ?? 0));
      const attributes = { size, shape: kind.shape, kind: node.label };
      if (this.graph.hasNode(node.id)) this.graph.mergeNodeAttributes(node.id, attributes);
      else this.graph.addNode(node.id, { ...attributes, ...entrance(node.id) });
    }
    for (const edge of edges.values()) {
      if (this.graph.hasEdge(edge.id)) continue;
      const lead = edge.properties.role === "lead";
      this.graph.addEdgeWithKey(edge.id, edge.source, edge.target, { read: edge.evidence, size: lead ? 3 : 1.8 });
    }
  }

  /** Where new nodes come in: each out of a neighbour that is drawn already, else in the middle. */
  private entrances(): (id: string) => Point {
    const beside = new Map<string, string>();
    for (const { source, target } of this.picture.edges.values()) {
      if (this.graph.hasNode(source)) beside.set(target, source);
      if (this.graph.hasNode(target)) beside.set(source, target);
    }
    const { x, y } = this.sigma.getBBox();
    const middle = { x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2 };
    return (id) => {
      const neighbour = beside.get(id);
      if (neighbour === undefined || !this.graph.hasNode(neighbour)) return middle;
      const at = this.graph.getNodeAttributes(neighbour) as Point;
      return { x: at.x, y: at.y };
    };
  }

  private arrange(known: ReadonlyMap<string, Point>): void {
    this.force.stop();
    if (this.picture.nodes.size === 0) return;
    if (this.arrangement === "columns") {
      const { width, height } = this.sigma.getDimensions();
      const letters = (id: string) => Array.from(this.nameOf(id, LABEL.plain)).length;
      this.move(layColumns(this.picture, width, height, letters));
    } else {
      const room = (id: string) => (this.graph.getNodeAttribute(id, "size") as number) * 1.6;
      this.force.lay(this.picture, known, room, (layout) => this.move(layout));
    }
  }

  private move({ positions, box }: Layout): void {
    this.stopMoving?.();
    this.sigma.setCustomBBox(box);
    const targets: Record<string, Record<string, number>> = {};
    for (const [id, { x, y }] of positions) if (this.graph.hasNode(id)) targets[id] = { x, y };
    if (still() || positions.size > MOST_MOVING) {
      this.graph.updateEachNodeAttributes((id, attributes) => ({ ...attributes, ...targets[id] }));
    } else {
      this.stopMoving = animateNodes(this.graph, targets, { duration: MOVE_MS, easing: "cubicInOut" });
    }
  }

  private resized(): void {
    this.sigma.resize();
    if (this.arrangement === "columns") this.arrange(new Map());
    this.sigma.refresh();
  }

  /** What stays lit while the rest fades: the thing pointed at, else the selected one, and what it touches. */
  private light(): void {
    const edge = this.hovered.edge ?? (this.selection?.kind === "edge" ? this.selection.id : null);
    const node = this.hovered.node ?? (this.selection?.kind === "node" ? this.selection.id : null);
    if (this.hovered.node === null && edge !== null && this.graph.hasEdge(edge)) {
      this.lit = { nodes: new Set(this.graph.extremities(edge)), edges: new Set([edge]) };
    } else if (node !== null && this.graph.hasNode(node)) {
      this.lit = { nodes: new Set([node, ...this.graph.neighbors(node)]), edges: new Set(this.graph.edges(node)) };
    } else {
      this.lit = null;
    }
  }

  private styleNode(id: string, data: Record<string, unknown>) {
    const { palette } = this;
    const color = palette.kinds[data.kind as string] ?? palette.quiet;
    const chosen = this.selection?.kind === "node" && this.selection.id === id;
    const dim = this.lit !== null && !this.lit.nodes.has(id);
    return {
      ...data,
      color: dim ? blend(color, palette.ground, FADED) : color,
      rim: chosen ? palette.ink : palette.ground,
      size: (data.size as number) * (chosen ? 1.35 : 1),
      zIndex: chosen ? 2 : dim ? 0 : 1,
    };
  }

  private styleEdge(id: string, data: Record<string, unknown>) {
    const { palette } = this;
    const lit = this.lit?.edges.has(id) ?? false;
    const chosen = this.selection?.kind === "edge" && this.selection.id === id;
    const strength = data.read ? 0.34 : 0.18;
    const color = chosen
      ? palette.accent
      : blend(palette.ink, palette.ground, lit ? 0.55 : this.lit ? 0.16 : strength);
    const size = (data.size as number) + (chosen ? 1.8 : lit ? 0.6 : 0);
    return { ...data, color, size, zIndex: chosen ? 2 : lit ? 1 : 0 };
  }

  private drawNames(): void {
    const columns = this.arrangement === "columns";
    const present = new Set([...this.picture.nodes.values()].map((node) => node.label));
    const kinds = ORDER.filter((label) => present.has(label));
    const lit = this.lit;
    const plain = this.sigma.getDimensions().width < NARROW ? LABEL.narrow : LABEL.plain;
    this.names.draw({
      palette: this.palette,
      sides: (kind) => {
        if (!columns) return ["right", "left", "below", "above"];
        if (kind === kinds[0]) return ["left", "below", "above"];
        return kind === kinds.at(-1) ? ["right", "below", "above"] : ["below", "above", "right"];
      },
      weight: (id) => {
        if (this.hovered.node === id) return 4;
        if (this.selection?.kind === "node" && this.selection.id === id) return 3;
        return lit?.nodes.has(id) ? 2 : lit ? 0 : 1;
      },
      text: (id, weight) => {
        const first = columns && this.picture.nodes.get(id)?.label === kinds[0];
        return this.nameOf(id, weight > 2 ? LABEL.whole : first ? LABEL.plain : plain);
      },
    });
  }

  private nameOf(id: string, letters: number): string {
    const node = this.picture.nodes.get(id);
    return node ? shortName(node, letters) : "";
  }

  private lineAt(point: Point): string | null {
    const lines: Line[] = [];
    this.graph.forEachEdge((id, attributes, _source, _target, from, to) => {
      if (!attributes.read) return;
      lines.push({
        id,
        from: this.sigma.graphToViewport(from as unknown as Point),
        to: this.sigma.graphToViewport(to as unknown as Point),
      });
    });
    return nearestLine(point, lines, REACH);
  }

  private hover(node: string | null, edge: string | null): void {
    if (node === this.hovered.node && edge === this.hovered.edge) return;
    this.hovered = { node, edge };
    this.host.classList.toggle("pointing", node !== null || edge !== null);
    this.light();
    this.sigma.refresh({ skipIndexation: true });
  }

  private listen(): void {
    const { sigma } = this;
    sigma.on("enterNode", ({ node }) => this.hover(node, null));
    sigma.on("leaveNode", () => this.hover(null, null));
    sigma.on("leaveStage", () => this.hover(null, null));
    sigma.on("moveBody", ({ event }) => {
      const moving = (event.original as MouseEvent).buttons > 0;
      if (this.hovered.node === null && !moving) this.hover(null, this.lineAt(event));
    });
    sigma.on("clickNode", ({ node }) => this.handlers.node(node));
    sigma.on("doubleClickNode", (event) => {
      event.preventSigmaDefault();
      this.handlers.expand(event.node);
    });
    sigma.on("clickStage", ({ event }) => {
      const line = this.lineAt(event);
      if (line) this.handlers.edge(line);
    });
  }
}
