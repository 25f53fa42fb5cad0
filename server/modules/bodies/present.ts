import { APPOINTMENT_ROLES, type AppointmentRole, ROLE_TITLES } from '../../../domain/accounts/roles.ts';
import { BODY_KIND_TITLES, BODY_KINDS } from '../../../domain/bodies/body.ts';
import type { Body, PlaceBody, PublicPost } from '../../../domain/bodies/contract.ts';
import type { Tx } from '../../platform/database.ts';
import { type BodyRow, bodiesIn, type PostRow, postsHeld } from './store.ts';

/** Heads first, as a notice board lists them. */
const LEADERS: readonly AppointmentRole[] = [
  'party-secretary',
  'party-deputy',
  'party-member',
  'committee-director',
  'committee-deputy',
  'committee-member',
  'supervision-head',
  'supervision-member',
  'director',
  'station-head',
];
const rank = (role: AppointmentRole): number =>
  LEADERS.includes(role) ? LEADERS.indexOf(role) : LEADERS.length + APPOINTMENT_ROLES.indexOf(role);

export const inOrder = <Post extends PostRow>(posts: readonly Post[]): Post[] =>
  [...posts].sort(
    (a, b) =>
      rank(a.role) - rank(b.role) ||
      (a.territory < b.territory ? -1 : a.territory > b.territory ? 1 : 0) ||
      (a.validFrom < b.validFrom ? -1 : 1),
  );

/** What everyone may see of a post (4.6): who, what, work phone. */
export function publicPost(post: PostRow): PublicPost {
  const { id, name, role, phone, territory, validFrom, validUntil } = post;
  return { appointmentId: id, name, role, roleTitle: ROLE_TITLES[role], phone, territory, validFrom, validUntil };
}

export function publicBody(row: BodyRow): Body {
  const { county: _county, community: _community, ...body } = row;
  return { ...body, kindTitle: BODY_KIND_TITLES[row.kind] };
}

/** The bodies of a place with who holds their posts on a day: two queries, however many there are. */
export async function bodiesOfPlace(tx: Tx, territory: string, today: string): Promise<PlaceBody[]> {
  const rows = await bodiesIn(tx, territory, today);
  const posts = await postsHeld(tx, rows, today);
  return rows
    .sort((a, b) => BODY_KINDS.indexOf(a.kind) - BODY_KINDS.indexOf(b.kind))
    .map((row) => {
      const { place: _place, parentName: _parentName, ...body } = publicBody(row);
      return { ...body, people: inOrder(posts.filter((post) => post.bodyId === row.id)).map(publicPost) };
    });
}
