import type { Actor } from '../../../domain/accounts/actor.ts';
import { type Home, Me, Nothing } from '../../../domain/accounts/contract.ts';
import { maskedPhone } from '../../../domain/accounts/masked.ts';
import { type AppointmentRole, ROLE_TITLES, type StaffRole } from '../../../domain/accounts/roles.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { townshipOf, villageOf } from '../../../domain/territory/code.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { type Exchange, type Operation, operation } from '../../platform/operation.ts';
import { unreadCount } from '../messages/index.ts';
import { loadPolicy } from '../policy/index.ts';
import { findSecret, NO_COUNTY } from './code-store.ts';
import { factorDemandedFrom } from './factor-demand.ts';
import { homeOf, placeNames } from './people-store.ts';
import { hasTotp, onFileWith, personsOf, postsOf } from './store.ts';

const REGION = '64';
const GRID_LENGTH = 15;
const VILLAGE_LENGTH = 12;

async function homeView(tx: Tx, county: string, personId: string): Promise<Home | null> {
  const home = await homeOf(tx, county, personId);
  if (!home || home.territory.length < VILLAGE_LENGTH) return null;
  const village = villageOf(home.territory);
  const township = townshipOf(home.territory);
  const grid = home.territory.length === GRID_LENGTH ? home.territory : null;
  const names = await placeNames(tx, [village, township, ...(grid ? [grid] : [])]);
  return {
    village,
    villageName: names.get(village) ?? '',
    township,
    townshipName: names.get(township) ?? '',
    grid,
    gridName: grid ? (names.get(grid) ?? '') : null,
    address: home.address,
  };
}

async function setupFor(tx: Tx, app: App, actor: Actor, now: Date) {
  const policy = await loadPolicy(app, tx);
  const place = actor.kind === 'staff' ? actor.range : actor.kind === 'resident' ? actor.county : REGION;
  const day = dayOf(now);
  const date = dateOfDay(day);
  const { working, name } = policy.calendarFor(place).day(date);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return {
    demo: app.config.demo,
    provider: app.config.provider && { name: app.config.provider.name },
    tiles: app.config.tiles,
    today: { date, weekday, working, name: name || null },
    calendarWarning: policy.calendarWarning(place, now),
  };
}

/** The phone that has proved itself with a code and waits for a name, or for the word of those on file with it. */
async function registeringWith(tx: Tx, exchange: Exchange, now: Date) {
  if (exchange.session?.county !== NO_COUNTY) return null;
  const proof = await findSecret(tx, 'register', exchange.session.tokenHash, now);
  return proof ? { phone: maskedPhone(proof.subject), onFile: (await onFileWith(tx, proof.subject)).map(({ name }) => name) } : null;
}

const me = operation({
  name: 'accounts.me',
  summary: 'Who is signed in, as what, and what every screen needs to know of this installation.',
  clause: '2.7',
  kind: 'query',
  roles: ['anyone'],
  // Only what belongs to the own account is read; a resident's dwelling is open to nobody else here.
  asSystem: true,
  input: Nothing,
  output: Me,
  permit: () => allow,
  run: async ({ tx, app, actor, now, exchange }) => {
    const setup = await setupFor(tx, app, actor, now);
    if (actor.kind === 'staff' && exchange.session) {
      const { county, secondFactor } = exchange.session;
      const account = { county, id: actor.accountId };
      const [unread, posts, totp, secondFactorFrom] = await Promise.all([
        unreadCount(tx, actor),
        postsOf(tx, county, actor.accountId, setup.today.date),
        hasTotp(tx, county, actor.accountId),
        secondFactor ? null : factorDemandedFrom(app, tx, account, now),
      ]);
      const names = await placeNames(tx, [...new Set([actor.range, ...posts.map(({ territory }) => territory)])]);
      return {
        registering: null,
        entering: null,
        unread,
        setup,
        actor: {
          ...actor,
          roleTitle: ROLE_TITLES[actor.role],
          rangeName: names.get(actor.range) ?? '',
          totp,
          secondFactorFrom,
        },
        posts: posts.map((post) => ({
          appointmentId: post.id,
          role: post.role as StaffRole,
          roleTitle: ROLE_TITLES[post.role as AppointmentRole],
          bodyName: post.bodyName,
          rangeName: names.get(post.territory) ?? '',
          active: post.id === actor.appointmentId,
        })),
      };
    }
    if (actor.kind === 'resident') {
      const [unread, persons, home] = await Promise.all([
        unreadCount(tx, actor),
        personsOf(tx, actor.county, actor.accountId),
        homeView(tx, actor.county, actor.personId),
      ]);
      return {
        registering: null,
        entering: null,
        posts: [],
        unread,
        setup,
        actor: {
          kind: 'resident' as const,
          accountId: actor.accountId,
          personId: actor.personId,
          name: actor.name,
          persons: persons.map(({ id, name, relation }) => ({ id, name, relation })),
          home,
        },
      };
    }
    const { entering = null } = exchange;
    const rangeName = entering && ((await placeNames(tx, [entering.range])).get(entering.range) ?? '');
    return {
      actor: null,
      posts: [],
      unread: 0,
      setup,
      registering: await registeringWith(tx, exchange, now),
      entering: entering && { name: entering.name, roleTitle: ROLE_TITLES[entering.role], rangeName: rangeName ?? '' },
    };
  },
});

export const meOperations: Operation[] = [me];
