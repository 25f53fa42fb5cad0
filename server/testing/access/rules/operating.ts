import { STAFF_ROLES } from '../../../../domain/accounts/roles.ts';
import { holds, isAbout } from '../relations.ts';
import { ADMINISTRATOR, always, answeredIf, type Rule, shownIf } from './rule.ts';

/** The field phone, messages, jobs, and other systems. */
export const OPERATING: readonly Rule[] = [
  {
    says: 'a message is for whom it was written',
    roles: [...STAFF_ROLES, 'resident'],
    operations: ['messages.inbox'],
    expect: (caller, subject) => shownIf(isAbout(caller, subject)),
  },
  {
    says: 'marking another’s message does nothing',
    roles: [...STAFF_ROLES, 'resident'],
    operations: ['messages.markRead'],
    expect: always('answered'),
  },
  {
    says: 'the outbox is for the administrator of the place',
    roles: ADMINISTRATOR,
    operations: ['messages.outbox'],
    expect: (caller, subject) => shownIf(holds(caller, subject.place)),
  },
  { says: 'a grid is carried by who looks after one', roles: ['grid-worker'], operations: ['field.register'], expect: always('answered') },
  {
    says: 'on a phone of one’s own',
    roles: ['grid-worker'],
    operations: ['field.sync'],
    expect: (caller, subject) => answeredIf(isAbout(caller, subject), 'turned away'),
  },
  {
    says: 'phones are shown to owner and administrator',
    roles: STAFF_ROLES,
    operations: ['field.devices'],
    expect: (caller, subject) => shownIf(isAbout(caller, subject) || (caller.role === 'administrator' && holds(caller, subject.place))),
  },
  {
    says: 'and emptied by them',
    roles: STAFF_ROLES,
    operations: ['field.wipe'],
    expect: (caller, subject) =>
      answeredIf(isAbout(caller, subject) || (caller.role === 'administrator' && holds(caller, subject.place)), 'unknown'),
  },
  {
    says: 'work queued in a county is shown to its administrator',
    roles: ADMINISTRATOR,
    operations: ['jobs.list'],
    expect: (caller, subject) => shownIf(holds(caller, subject.place)),
  },
  {
    says: 'and decided by them while it is not over',
    roles: ADMINISTRATOR,
    operations: ['jobs.retry', 'jobs.drop'],
    expect: (caller, subject) => (holds(caller, subject.place) ? answeredIf(subject.twist !== 'own rules', 'refused') : 'unknown'),
  },
  {
    says: 'which other systems are let in is shown to the administrator of the place',
    roles: ADMINISTRATOR,
    operations: ['clients.list', 'webhooks.list'],
    expect: (caller, subject) => shownIf(holds(caller, subject.place)),
  },
  {
    says: 'and decided by them, in the own range',
    roles: ADMINISTRATOR,
    operations: ['clients.end', 'webhooks.rotate', 'webhooks.end', 'webhooks.retry', 'webhooks.deliveries'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'unknown'),
  },
  {
    says: 'another system is let into the own range only',
    roles: ADMINISTRATOR,
    operations: ['clients.add', 'webhooks.add'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'refused'),
  },
];
