import { type Role, STAFF_ROLES } from '../../../../domain/accounts/roles.ts';
import { BODIES } from '../../people.ts';
import { type Caller, holds, isAbout, type Subject, takesPart } from '../relations.ts';
import { answeredIf, type Expected, HANDLERS, isStaff, REPORTERS, type Rule, STATION, sees, shownIf, WINDOW } from './rule.ts';

/** Steps that belong to whoever raised the matter; staff of its station and centre may take them for someone at the counter. */
const STEPS_OF_REPORTERS = ['withdraw', 'confirm', 'rate'];

function step(caller: Caller, subject: Subject, ofReporter: boolean): Expected {
  if (!sees(caller, subject)) return 'unknown';
  if (subject.twist !== 'on behalf') return 'reached';
  // What a step names is looked up before who takes it, and one finds only what one sees.
  if (subject.twist === 'on behalf' && subject.names) return 'turned away';
  const near = caller.body === subject.parts?.[0] || WINDOW.includes(caller.role);
  return ofReporter && near ? 'reached' : 'refused';
}
const steps = (names: readonly string[], roles: readonly Role[], says: string, ofReporter = false): Rule => ({
  says,
  roles,
  operations: names.map((name) => `matters.${name}`),
  expect: (caller, subject) => step(caller, subject, ofReporter),
});

/** Filing for someone: residents at the portal, staff of the same township at the counter; oversight and departments take nothing down. */
function filing(caller: Caller, subject: Subject): Expected {
  // Nobody joins what they raised themselves.
  if (caller.key !== null && isAbout(caller, subject)) return 'refused';
  if (subject.twist !== 'at the counter') return answeredIf(!isStaff(caller), 'refused');
  if (!isStaff(caller) || ['supervisor', 'administrator', 'department-staff'].includes(caller.role)) return 'refused';
  return answeredIf(caller.body !== null && subject.place.startsWith(BODIES[caller.body][2].slice(0, 9)), 'refused');
}

/** Matters, the purposes that open their papers, and home verifications. */
export const MATTERS: readonly Rule[] = [
  {
    says: 'anyone says what troubles them; staff take it down in their township',
    roles: 'anyone',
    operations: ['matters.file', 'matters.join'],
    expect: filing,
  },
  {
    says: 'one’s own matters, or the one of the receipt',
    roles: REPORTERS,
    operations: ['matters.mine'],
    expect: (caller, subject) => shownIf(isAbout(caller, subject)),
  },
  {
    says: 'a matter is answered for its range, its participants and its reporter; for all others it does not exist',
    roles: [...STAFF_ROLES, ...REPORTERS],
    operations: ['matters.view'],
    expect: (caller, subject) => answeredIf(sees(caller, subject), 'unknown'),
  },
  {
    says: 'so are the bodies it may go to',
    roles: STAFF_ROLES,
    operations: ['matters.targets'],
    expect: (caller, subject) => answeredIf(sees(caller, subject), 'unknown'),
  },
  {
    says: 'the work list holds what one sees; a grid worker’s only what the station still has',
    roles: STAFF_ROLES,
    operations: ['matters.queue', 'matters.counts'],
    expect: (caller, subject) => shownIf(sees(caller, subject) && !(caller.role === 'grid-worker' && subject.passedOn)),
  },
  {
    says: 'who raised it is revealed to bodies that take part and to the supervisor; a hidden name only to dispatcher and supervisor',
    roles: STAFF_ROLES,
    operations: ['matters.reveal'],
    expect: (caller, subject) => {
      if (!sees(caller, subject)) return 'unknown';
      if (subject.hidden && !['dispatcher', 'supervisor'].includes(caller.role)) return 'unknown';
      return answeredIf(takesPart(caller, subject) || caller.role === 'supervisor', 'refused');
    },
  },
  {
    says: 'papers of a person are opened, for a purpose, by bodies that take part, dispatcher and supervisor; matters without papers have none to open',
    roles: [...STATION, ...WINDOW, 'supervisor'],
    operations: ['purposes.open'],
    expect: (caller, subject) => {
      if (!sees(caller, subject)) return 'unknown';
      const business = takesPart(caller, subject) || ['dispatcher', 'supervisor'].includes(caller.role);
      return answeredIf(business && subject.twist !== 'own rules', 'refused');
    },
  },
  {
    says: 'and closed by whoever opened them (nobody did here)',
    roles: [...STATION, ...WINDOW, 'supervisor'],
    operations: ['purposes.close'],
    expect: (caller, subject) => answeredIf(sees(caller, subject), 'unknown'),
  },
  steps(STEPS_OF_REPORTERS, [...REPORTERS, ...STATION, ...WINDOW], 'the reporter’s steps, or for someone at the counter', true),
  steps(['reopen'], [...REPORTERS, ...STATION, ...WINDOW, 'supervisor'], 'so is reopening, which the dispatcher may also do', true),
  steps(['reply', 'add-words'], [...REPORTERS, ...HANDLERS], 'words of the reporter, or to what was asked of a handler', true),
  steps(['urge'], [...REPORTERS, ...HANDLERS, 'supervisor'], 'urging is for the reporter, those who wait, and oversight', true),
  steps(['supply', 'renew-mandate'], [...REPORTERS, ...HANDLERS], 'papers and mandate of an application'),
  steps(
    [
      ...['sign', 'answer', 'ask', 'go-on', 'hand-over', 'ask-help', 'help-answer', 'ask-extension', 'suspend'],
      ...['pass-up', 'return', 'hand-in', 'not-received', 'accept', 'ask-missing', 'decide', 'deliver'],
      ...['return-papers', 'plan', 'report', 'check-again', 'take', 'call-off'],
    ],
    HANDLERS,
    'work on a matter is for those who handle it',
  ),
  steps(
    ['resume', 'merge', 'correct', 'send-back', 'decline', 'classify'],
    [...HANDLERS, 'supervisor'],
    'what the dispatcher may do as well, oversight does where the matter is about the centre',
  ),
  steps(['erase-all', 'erase-rest'], HANDLERS, 'an erasure is decided by whoever holds the request'),
  steps(['comment'], [...HANDLERS, 'supervisor'], 'a comment is for those who handle or oversee it'),
  steps(['supervise'], ['dispatcher', 'supervisor'], 'oversight'),
  steps(
    ['assign', 'grant-extension', 'refuse-extension', 'set-against'],
    ['dispatcher', 'supervisor'],
    'the dispatcher decides who and by when; about the centre itself, and whose conduct it is about, also oversight',
  ),
  steps(['follow-up'], ['dispatcher', ...STATION, 'supervisor'], 'asking back is for station, dispatcher and oversight'),
  {
    says: 'a household is asked about in one’s range',
    roles: WINDOW,
    operations: ['verifications.request', 'verifications.facts'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'turned away'),
  },
  {
    says: 'a verification is for who asked and who checks',
    roles: [...STATION, ...WINDOW],
    operations: ['verifications.list'],
    expect: (caller, subject) => shownIf(takesPart(caller, subject)),
  },
  {
    says: 'one asks about one’s own data, or has it taken down at the counter',
    roles: ['resident', ...STATION, ...WINDOW],
    operations: ['matters.request-data'],
    expect: filing,
  },
];
