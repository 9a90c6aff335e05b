/** The few signs on buttons, as lines. The button carries the name. */

const PATHS = {
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  columns: "M3 3v10M8 3v10M13 3v10",
  force: "M8 8L3 4M8 8l5-3M8 8l1 6M3 4h.01M13 5h.01M9 14h.01",
  close: "M4 4l8 8M12 4l-8 8",
  search: "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5L14 14",
  left: "M10 3L5 8l5 5",
  right: "M6 3l5 5-5 5",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
