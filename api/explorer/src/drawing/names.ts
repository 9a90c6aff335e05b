/** The names on the drawing, on a canvas of their own above the nodes, placed so that none collide. */

import type Sigma from "sigma";

import { placeLabels, type Anchor, type Side } from "./labels";
import type { Palette } from "./palette";

const SIZE = 12.5;
const LINE = 17;
/** More names than this in a window cannot be read. */
const MOST = 400;

export interface NamesStyle {
  palette: Palette;
  sides(kind: string): readonly Side[];
  /** 0 faded, 1 plain, 2 lit, 3 selected, 4 pointed at. */
  weight(id: string): number;
  /** The name as long as its weight allows. */
  text(id: string, weight: number): string;
}

export class Names {
  private readonly canvas: HTMLCanvasElement;
  private readonly widths = new Map<string, number>();

  constructor(private readonly sigma: Sigma) {
    this.canvas = sigma.createCanvas("names", { beforeLayer: "mouse" });
  }

  draw(style: NamesStyle): void {
    const context = this.prepare(style.palette);
    if (!context) return;
    const anchors = this.anchors(context, style);
    for (const { id, text, x, y } of placeLabels(anchors, LINE, this.sigma.getDimensions())) {
      const weight = style.weight(id);
      context.globalAlpha = weight === 0 ? 0.6 : 1;
      context.lineWidth = 3.5;
      context.strokeStyle = style.palette.ground;
      context.strokeText(text, x, y);
      context.fillStyle = style.palette.ink;
      context.fillText(text, x, y);
    }
    context.globalAlpha = 1;
  }

  private prepare(palette: Palette): CanvasRenderingContext2D | null {
    const context = this.canvas.getContext("2d");
    if (!context) return null;
    const { width, height } = this.sigma.getDimensions();
    const ratio = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== wide) this.canvas.width = wide;
    if (this.canvas.height !== high) this.canvas.height = high;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = `${SIZE}px ${palette.font}`;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    return context;
  }

  private anchors(context: CanvasRenderingContext2D, style: NamesStyle): Anchor[] {
    const { width, height } = this.sigma.getDimensions();
    const found: { id: string; kind: string; x: number; y: number; size: number; weight: number }[] = [];
    this.sigma.getGraph().forEachNode((id, attributes) => {
      const shown = this.sigma.getNodeDisplayData(id);
      if (!shown || shown.hidden) return;
      const { x, y } = this.sigma.framedGraphToViewport(shown);
      if (x < -80 || y < -20 || x > width + 80 || y > height + 20) return;
      found.push({ id, kind: attributes.kind as string, x, y, size: shown.size, weight: style.weight(id) });
    });
    found.sort((a, b) => b.weight - a.weight || b.size - a.size || (a.id < b.id ? -1 : 1));
    return found.slice(0, MOST).map(({ id, kind, x, y, size, weight }) => {
      const text = style.text(id, weight);
      const radius = this.sigma.scaleSize(size) + 1;
      const width = this.widthOf(context, text);
      return { id, x, y, radius, text, width, sides: style.sides(kind), always: weight >= 3 };
    });
  }

  private widthOf(context: CanvasRenderingContext2D, text: string): number {
    let width = this.widths.get(text);
    if (width === undefined) {
      width = context.measureText(text).width;
      this.widths.set(text, width);
    }
    return width;
  }
}
