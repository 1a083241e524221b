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

/** Creates an element of a drawing. Attributes and classes only: the pages allow no inline style. */
export function svgElement(
  name: string,
  className: string,
  attributes: Readonly<Record<string, string | number>> = {},
): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name) as SVGElement;
  made.setAttribute('class', className);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, String(value));
  }
  return made;
}
