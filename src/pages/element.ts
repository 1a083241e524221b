/** Creates an element. Its text is never parsed as markup. */
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

/** An element with a role, and with other attributes for screen readers. */
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

/** Inserts values into a translated text: `{0} of {1}`. */
export function fill(text: string, ...values: string[]): string {
  return text.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? '');
}
