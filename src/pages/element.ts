/** Makes an element. Its text is never taken for markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** An element with a role, and what else is told to those who have the page read to them. */
export function withRole(
  name: 'div' | 'p',
  className: string,
  role: string,
  aria: Readonly<Record<string, string | number>> = {},
): HTMLElement {
  const made = element(name, className);
  made.setAttribute('role', role);
  for (const [attribute, value] of Object.entries(aria)) {
    made.setAttribute(`aria-${attribute}`, String(value));
  }
  return made;
}

/** Puts values into a text that was translated: `{0} of {1}`. */
export function fill(text: string, ...values: string[]): string {
  return text.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? '');
}
