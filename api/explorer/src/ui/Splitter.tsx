/** The line between two panes: dragged, or moved with the arrow keys. */

import { useRef } from "preact/hooks";

interface Props {
  label: string;
  /** The pane's width in pixels, and its bounds. */
  width: number;
  least: number;
  most: number;
  /** 1 where dragging to the right widens the pane, -1 where it narrows it. */
  direction: 1 | -1;
  onWidth(width: number): void;
}

const STEP = 24;

export function Splitter({ label, width, least, most, direction, onWidth }: Props) {
  const grip = useRef<{ x: number; width: number } | null>(null);
  const set = (wanted: number) => onWidth(Math.round(Math.min(most, Math.max(least, wanted))));
  return (
    <div
      class="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      title={label}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        const held = grip.current;
        if (held) set(held.width + direction * (event.clientX - held.x));
      }}
      onPointerUp={() => {
        grip.current = null;
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") set(width + direction * STEP);
        else if (event.key === "ArrowLeft") set(width - direction * STEP);
        else return;
        event.preventDefault();
      }}
    />
  );
}
