import { STAFF_ROLES } from '../../../../domain/accounts/roles.ts';
import { BODIES } from '../../people.ts';
import { holds, takesPart } from '../relations.ts';
import { ADMINISTRATOR, always, answeredIf, type Rule, STATION, sees, shownIf, WINDOW } from './rule.ts';

/** The catalogue and services by proxy. */
export const SERVICES: readonly Rule[] = [
  {
    says: 'staff read every county’s catalogue',
    roles: STAFF_ROLES,
    operations: ['services.versions', 'services.list'],
    expect: always('answered'),
  },
  {
    says: 'a county’s catalogue is kept by its administrator',
    roles: ADMINISTRATOR,
    operations: ['services.save', 'services.retire'],
    expect: (caller, subject) => (holds(caller, subject.place) ? answeredIf(subject.twist !== 'own rules', 'refused') : 'unknown'),
  },
  {
    says: 'only an example is taken over',
    roles: ADMINISTRATOR,
    operations: ['services.publish'],
    expect: (caller, subject) => (holds(caller, subject.place) ? answeredIf(subject.twist !== 'own rules', 'refused') : 'unknown'),
  },
  {
    says: 'an application is taken down in one’s township',
    roles: [...STATION, ...WINDOW],
    operations: ['proxy.collect'],
    expect: (caller, subject) => (caller.body && subject.place.startsWith(BODIES[caller.body][2].slice(0, 9)) ? 'reached' : 'refused'),
  },
  { says: 'a resident applies at the portal', roles: ['resident'], operations: ['proxy.apply'], expect: always('reached') },
  {
    says: 'papers are handed in by the station that has them',
    roles: STATION,
    operations: ['proxy.handIn'],
    expect: (caller, subject) => (takesPart(caller, subject) ? 'reached' : 'turned away'),
  },
  {
    says: 'lists of papers are for the two bodies',
    roles: [...STATION, ...WINDOW],
    operations: ['proxy.handOvers'],
    expect: (caller, subject) => shownIf(takesPart(caller, subject)),
  },
  {
    says: 'so is each list',
    roles: [...STATION, ...WINDOW],
    operations: ['proxy.handOver'],
    expect: (caller, subject) => answeredIf(takesPart(caller, subject), 'unknown'),
  },
  {
    says: 'the centre signs for it, once',
    roles: WINDOW,
    operations: ['proxy.receive'],
    expect: (caller, subject) => (takesPart(caller, subject) ? answeredIf(subject.twist !== 'own rules', 'refused') : 'unknown'),
  },
  {
    says: 'that it runs already is said to whoever may see it',
    roles: [...STATION, ...WINDOW, 'resident'],
    operations: ['proxy.running'],
    expect: (caller, subject) => shownIf(sees(caller, subject)),
  },
  {
    says: 'papers in hand are one’s own station’s',
    roles: STATION,
    operations: ['proxy.inHand'],
    expect: (caller, subject) => shownIf(takesPart(caller, subject)),
  },
  {
    says: 'what waits is counted for one’s own body',
    roles: [...STATION, ...WINDOW],
    operations: ['proxy.waiting'],
    expect: (caller, subject) => shownIf(takesPart(caller, subject)),
  },
];
