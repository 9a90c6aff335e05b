/** What is said when there is nothing to show yet, nothing at all, or something went wrong. */

import type { ComponentChildren } from "preact";

export function Loading({ text }: { text: string }) {
  return (
    <p class="notice loading" role="status">
      {text}
    </p>
  );
}

export function Failed({ title, text, children }: { title: string; text: string; children?: ComponentChildren }) {
  return (
    <div class="notice failed" role="alert">
      <strong>{title}</strong>
      <p>{text}</p>
      {children}
    </div>
  );
}
