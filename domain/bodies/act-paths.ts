import type { AppointmentRole } from '../accounts/roles.ts';
import type { BodyKind } from './body.ts';

/** What one may come to do on the page of a body; kept in its address, so that the clause board can lead there. */
export const BODY_ACTS = ['appoint', 'correct', 'end'] as const;
export type BodyAct = (typeof BODY_ACTS)[number];

/** The page of a body with all its posts, as a path below /office. */
export const bodyAt = (bodyId: string): string => `/bodies/${bodyId}`;

/** The form that makes a body of this kind in a place. */
export const foundAt = (kind: BodyKind, place: string): string => `/bodies?found=${kind}&territory=${place}`;

/** The form that gives a post in a body, with the role and, for a grid worker, the grid already chosen. */
export const appointAt = (bodyId: string, role: AppointmentRole, grid?: string): string =>
  `${bodyAt(bodyId)}?act=appoint&role=${role}${grid ? `&territory=${grid}` : ''}`;

/** The form that puts right what is written of a post, or the one that ends it. */
export const postAt = (bodyId: string, act: Exclude<BodyAct, 'appoint'>, post: string): string =>
  `${bodyAt(bodyId)}?act=${act}&post=${post}`;

/** The posts of a body with those of one grid marked: who of them goes is for people to say. */
export const gridPostsAt = (bodyId: string, grid: string): string => `${bodyAt(bodyId)}?territory=${grid}`;
