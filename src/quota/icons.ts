import type { Icon } from '../editor/treeRow.ts';
import type { Level } from './fullness.ts';

export const colors = { warning: 'list.warningForeground', error: 'list.errorForeground' };

/** Each level has its own shape, because many people and themes do not show the color. */
export function levelIcon(normal: string, level: Level): Icon {
  switch (level) {
    case 'normal':
      return { name: normal };
    case 'warning':
      return { name: 'warning', color: colors.warning };
    case 'error':
      return { name: 'error', color: colors.error };
    case 'over':
      return { name: 'flame', color: colors.error };
  }
}
