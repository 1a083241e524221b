import type { PageData } from './contract.ts';
import { element } from './element.ts';

/**
 * What was found, group by group, each with its sign in its heading.
 *
 * @param button makes a button that does something
 */
export function findingsElement(
  { groups, todo, closing }: NonNullable<PageData['findings']>,
  button: (name: string, text: string) => HTMLElement,
): HTMLElement {
  const main = element('main', 'findings');
  main.tabIndex = 0;
  for (const { look, sign, heading, items } of groups) {
    const title = element('h2', 'heading');
    // For the eye alone, as the heading says it in words.
    const mark = element('span', `sign ${look}`);
    mark.dataset.sign = sign;
    title.append(mark, heading);
    const list = element('ul', 'lines');
    for (const { lines, action } of items) {
      list.append(...lines.map(line => element('li', '', line)));
      if (action !== undefined) {
        const line = element('li', 'todo', `${todo} `);
        line.append(button(action.name, action.text));
        list.append(line);
      }
    }
    main.append(title, list);
  }
  main.append(...closing.map(line => element('p', 'closing', line)));
  return main;
}
