import { isEverythingTested } from '../editor-host/versions.ts';

/** How often to repeat something random: `all` times with `TEST_EVERYTHING=1`, and `few` times in the gate. */
export const times = (all: number, few: number): number => (isEverythingTested ? all : few);
