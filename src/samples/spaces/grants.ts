import type { Grant } from './tree.ts';

/** Everyone in the organization, as one grant. */
export const everyone = (corpId: string, name: string, role: string): Grant => ({
  member: { type: 'ORG', id: corpId, corpId, name },
  role,
});

export const department = (corpId: string, id: string, name: string, role: string): Grant => ({
  member: { type: 'DEPT', id, corpId, name },
  role,
});

export const chatGroup = (corpId: string, id: string, name: string, role: string): Grant => ({
  member: { type: 'CONVERSATION', id, corpId, name },
  role,
});

/** @param duration seconds; none: for good */
export const person = (corpId: string, id: string, name: string, role: string, duration?: bigint): Grant => ({
  member: { type: 'USER', id, corpId, name },
  role,
  ...(duration === undefined ? {} : { duration }),
});

/** So many people that a list of them has several pages. */
export const many = (corpId: string, count: number, nameOf: (number: number) => string): Grant[] =>
  Array.from({ length: count }, (_, index) =>
    person(corpId, `staff${String(index + 1).padStart(3, '0')}`, nameOf(index + 1), 'READER'),
  );
