import { STAFF_ROLES } from '../../../../domain/accounts/roles.ts';
import { holds, isAbout } from '../relations.ts';
import { always, answeredIf, isStaff, KEEPERS, type Rule, STATION, serves, shownIf, WINDOW } from './rule.ts';

/** The register, one's own data, and the record of who looked. */
export const PEOPLE: readonly Rule[] = [
  {
    says: 'the register of residents is open to those who serve them, in their range; to offices nobody',
    roles: [...STATION, ...WINDOW, 'office-staff'],
    operations: ['people.view', 'people.reveal'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'unknown'),
  },
  {
    says: 'whether an identity number is held is said to station and window in their range, and to whom it is about',
    roles: [...KEEPERS, 'resident'],
    operations: ['people.identity'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place) || (!isStaff(caller) && isAbout(caller, subject)), 'unknown'),
  },
  {
    says: 'station and window see, enter and take away identity numbers, in their range; nobody else does',
    roles: KEEPERS,
    operations: ['people.revealIdentity', 'people.saveIdentity', 'people.eraseIdentity'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'unknown'),
  },
  {
    says: 'a resident gives the number of the own family, where none is held',
    roles: ['resident'],
    operations: ['ownData.giveIdentity'],
    expect: (caller, subject) => (isAbout(caller, subject) ? answeredIf(subject.twist !== 'own rules', 'refused') : 'unknown'),
  },
  {
    says: 'a search finds the residents of one’s range; another place is not searched',
    roles: [...STATION, ...WINDOW, 'office-staff'],
    operations: ['people.search'],
    expect: (caller, subject) => {
      // By a whole identity number only those who keep them look for somebody; nobody has this one.
      if (subject.twist === 'whole number') return KEEPERS.includes(caller.role) ? 'hidden' : 'refused';
      return subject.twist === 'named place' && !serves(caller, subject.place) ? 'refused' : shownIf(holds(caller, subject.place));
    },
  },
  {
    says: 'a resident is kept by grid and station; no name twice in a household',
    roles: STATION,
    operations: ['people.save'],
    expect: (caller, subject) =>
      holds(caller, subject.place) ? answeredIf(subject.twist !== 'not for a name twice', 'refused') : 'turned away',
  },
  {
    says: 'a household is kept in a grid of one’s range',
    roles: STATION,
    operations: ['people.saveHousehold'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'refused'),
  },
  {
    says: 'who looked is searched in one’s range',
    roles: ['supervisor', 'administrator'],
    operations: ['audit.search'],
    expect: (caller, subject) => shownIf(holds(caller, subject.place)),
  },
  {
    says: 'looks that stand out are for supervisors',
    roles: ['supervisor'],
    operations: ['audit.unusual'],
    expect: always('answered'),
  },
  {
    says: 'a supervisor asks about a look in the own range (what is asked for here is nobody’s)',
    roles: ['supervisor'],
    operations: ['audit.askAbout'],
    expect: always('unknown'),
  },
  {
    says: 'whoever looked reads what is asked',
    roles: STAFF_ROLES,
    operations: ['audit.askedOfMe'],
    expect: always('answered'),
  },
  {
    says: 'whoever looked answers (nothing was asked here)',
    roles: STAFF_ROLES,
    operations: ['audit.answerAbout'],
    expect: always('unknown'),
  },
  {
    says: 'who looked at me',
    roles: ['resident'],
    operations: ['audit.mine'],
    expect: (caller, subject) => shownIf(isAbout(caller, subject)),
  },
  {
    says: 'a row is proven to whom it is about, to nobody else (what is asked for here is nobody’s)',
    roles: ['resident'],
    operations: ['audit.proof'],
    expect: always('unknown'),
  },
  {
    says: 'that a checkpoint continues another is for everybody (nothing is sealed here)',
    roles: 'anyone',
    operations: ['sealing.consistency'],
    expect: always('unknown'),
  },
  {
    says: 'what is kept of me, and what I agreed to',
    roles: ['resident'],
    operations: ['ownData.mine', 'ownData.consents'],
    expect: always('answered'),
  },
  {
    says: 'a consent is taken back by whom it is about',
    roles: ['resident'],
    operations: ['ownData.withdrawConsent'],
    expect: always('unknown'),
  },
  {
    says: 'a copy at the counter is made by who serves the place',
    roles: [...STATION, 'window-clerk'],
    operations: ['ownData.copyFor'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'unknown'),
  },
];
