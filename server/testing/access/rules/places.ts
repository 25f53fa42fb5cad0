import { STAFF_ROLES } from '../../../../domain/accounts/roles.ts';
import { type Caller, holds, isAbout, type Subject, takesPart } from '../relations.ts';
import { ADMINISTRATOR, always, answeredIf, MAKERS, type Rule, sees, shownIf } from './rule.ts';

/** A station's head fills the posts of the own station, an administrator those of the own range. */
const fills = (caller: Caller, subject: Subject): boolean =>
  caller.role === 'station-head' ? takesPart(caller, subject) && !isAbout(caller, subject) : holds(caller, subject.place);

/** Places, bodies and posts, the clause board, parameters and numbers; and what is public. */
export const PLACES: readonly Rule[] = [
  {
    says: 'what is public is for everybody: places, bodies, the catalogue, the promise, open numbers',
    roles: 'anyone',
    operations: [
      'territory.search',
      'territory.children',
      'territory.place',
      'territory.grids',
      'territory.map',
      'bodies.search',
      'bodies.view',
      'services.search',
      'services.item',
      'matters.similar',
      'matters.promise',
      'statistics.open',
      'sealing.checkpoints',
      'accounts.me',
      'accounts.personas',
      'accounts.signOut',
    ],
    expect: always('answered'),
  },
  {
    says: 'a grid is kept by the head of its village and the administrator above it',
    roles: MAKERS,
    operations: ['territory.saveGrid'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'refused'),
  },
  {
    says: 'bodies are kept by the administrator of the place',
    roles: ADMINISTRATOR,
    operations: ['bodies.save'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'refused'),
  },
  {
    says: 'posts are filled by the head in the own station, by the administrator in the own range',
    roles: MAKERS,
    operations: ['bodies.candidates'],
    expect: (caller, subject) => answeredIf(fills(caller, subject), 'refused'),
  },
  {
    says: 'a post elsewhere is not there to be changed',
    roles: MAKERS,
    operations: ['bodies.correctAppointment', 'bodies.endAppointment', 'bodies.confirmPost'],
    expect: (caller, subject) => (holds(caller, subject.place) ? answeredIf(fills(caller, subject), 'refused') : 'unknown'),
  },
  {
    says: 'the yearly list shows a head the posts of the station, an administrator those no head answers for',
    roles: MAKERS,
    operations: ['bodies.reviewPosts'],
    expect: (caller, subject) => shownIf(fills(caller, subject) && (caller.role === 'station-head' || subject.twist !== 'own rules')),
  },
  {
    says: 'an appointment also needs a person one may see',
    roles: MAKERS,
    operations: ['bodies.appoint'],
    expect: (caller, subject) => answeredIf(fills(caller, subject), 'turned away'),
  },
  {
    says: 'figures of one’s county, counted from what one sees',
    roles: STAFF_ROLES,
    operations: ['statistics.rates'],
    expect: (caller, subject) => (caller.place.slice(0, 6) === subject.place.slice(0, 6) ? shownIf(sees(caller, subject)) : 'refused'),
  },
  {
    says: 'the clause board of the place one serves',
    roles: STAFF_ROLES,
    operations: ['board.read', 'board.cell'],
    expect: (caller, subject) => answeredIf(subject.place.startsWith(caller.place.slice(0, 12)), 'refused'),
  },
  {
    says: 'numbers and days that hold here are read by staff',
    roles: STAFF_ROLES,
    operations: ['policy.parameters', 'policy.calendar'],
    expect: always('answered'),
  },
  {
    says: 'and set by the administrator of the place',
    roles: ADMINISTRATOR,
    operations: ['policy.setParameter', 'policy.setCalendarDay'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'refused'),
  },
];
