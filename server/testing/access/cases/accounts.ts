import { SHOWN_TEXTS } from '../../../../domain/own-data/consents.ts';
import { BODIES, VILLAGE } from '../../people.ts';
import type { World } from '../world.ts';
import { bodySubject, type Case, type Cases, forEach, forOwners, staffSubject } from './case.ts';

const STAFF_ASKED = ['gridWorker', 'stationWorker', 'nextGridWorker', 'dispatcher', 'waterOfficer', 'otherStationWorker'] as const;

/** Signing in, one's own account, and those an administrator looks after. */
export function accountCases({ place, closedAccount, households, postsOf, sessionsOf }: World): Cases {
  const accounts = (input: (id: string) => Record<string, unknown>) => (): Case[] => [
    ...STAFF_ASKED.map((key) => ({
      subject: { what: 'an account', place: staffSubject(key).place, persons: [key] },
      input: input(place.accounts[key]),
    })),
    { subject: closedAccount, input: input(closedAccount.id) },
  ];
  const byId = accounts((id) => ({ id }));
  const newcomer = { username: 'somebody', name: '新同事' };
  return {
    'accounts.sessions': () =>
      forOwners(
        ['resident', 'gridWorker', 'administrator'],
        () => ({}),
        (key) => sessionsOf[key],
      ),
    'accounts.endSession': () => forOwners(['resident', 'gridWorker', 'otherResident'], (key) => ({ id: sessionsOf[key] })),
    'accounts.wear': () => forOwners(['gridWorker', 'administrator', 'otherDispatcher'], (key) => ({ appointmentId: postsOf[key] })),
    'accounts.choosePerson': () => forOwners(['resident', 'villagerNext'], (key) => ({ personId: place.people[key] })),
    'accounts.list': () => STAFF_ASKED.map((key) => ({ subject: staffSubject(key), input: { limit: 100 }, marker: place.accounts[key] })),
    'accounts.create': () => [
      ...(['centre', 'otherCentre'] as const).map((key) => ({
        subject: bodySubject(key),
        input: { ...newcomer, post: { bodyId: place.bodies[key], role: 'window-clerk', territory: BODIES[key][2] } },
      })),
      {
        subject: { ...bodySubject('station'), twist: 'own rules' },
        input: { ...newcomer, post: { bodyId: place.bodies.station, role: 'station-head', territory: VILLAGE } },
      },
    ],
    'accounts.close': byId,
    'accounts.endSessions': byId,
    'accounts.unlock': byId,
    'accounts.resetLink': byId,
    'accounts.subject': byId,
    'accounts.linkSubject': accounts((id) => ({ id, subject: 'somebody' })),
    'accounts.unlinkSubject': byId,
    'accounts.openForResident': () => forEach(households, ({ personId }) => ({ personId, phone: '13900001111', agreed: SHOWN_TEXTS })),
  };
}
