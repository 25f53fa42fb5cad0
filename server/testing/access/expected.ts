import { type Role, STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { BODIES } from '../people.ts';
import { type Caller, holds, isAbout, type Subject, takesPart } from './relations.ts';

/**
 * Who may do what, as the policy says it. Nothing here asks the server or its declarations: a difference between this page and the server
 * is a hole in one of them.
 */
export type Expected =
  /** Done, or read. */
  | 'answered'
  /** A list is answered and holds it. */
  | 'shown'
  /** A list is answered and does not hold it. */
  | 'hidden'
  /** Refused with a sentence. */
  | 'refused'
  /** As if it did not exist. */
  | 'unknown'
  /** Not done: refused, unknown, or a field that names what one may not name. */
  | 'turned away'
  /** Known to the caller; whether it can be done now is for the rules of the kind. */
  | 'reached'
  /** The role may not ask this at all. */
  | 'not for this role';

interface Rule {
  says: string;
  roles: readonly Role[] | 'anyone';
  operations: readonly string[];
  expect(caller: Caller, subject: Subject): Expected;
}

const STATION: readonly Role[] = ['grid-worker', 'station-worker', 'station-head'];
const WINDOW: readonly Role[] = ['window-clerk', 'dispatcher'];
const OFFICES: readonly Role[] = ['office-staff', 'department-staff'];
const HANDLERS: readonly Role[] = [...STATION, ...WINDOW, ...OFFICES];
/** Who checks an identity number against the card. */
const KEEPERS: readonly Role[] = ['station-worker', 'station-head', 'window-clerk'];
const REPORTERS: readonly Role[] = ['resident', 'receipt-holder'];
const ADMINISTRATOR: readonly Role[] = ['administrator'];
const MAKERS: readonly Role[] = ['administrator', 'station-head'];

const isStaff = (caller: Caller): boolean => (STAFF_ROLES as readonly string[]).includes(caller.role);
/** A row of a place or of a matter: it lies in one's range, one's body takes part, or it is about oneself. */
const sees = (caller: Caller, subject: Subject): boolean =>
  holds(caller, subject.place) || takesPart(caller, subject) || isAbout(caller, subject);
/** The range without the exception of offices and departments. */
const serves = (caller: Caller, place: string): boolean => isStaff(caller) && place.startsWith(caller.place);

const answeredIf = (yes: boolean, otherwise: Expected): Expected => (yes ? 'answered' : otherwise);
const shownIf = (yes: boolean): Expected => (yes ? 'shown' : 'hidden');
const always = (expected: Expected) => () => expected;

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

/** A station's head fills the posts of the own station, an administrator those of the own range. */
const fills = (caller: Caller, subject: Subject): boolean =>
  caller.role === 'station-head' ? takesPart(caller, subject) && !isAbout(caller, subject) : holds(caller, subject.place);

export const RULES: readonly Rule[] = [
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
    says: 'whoever signs in is nobody yet: the password, code, link or secret decides, not a role',
    roles: 'anyone',
    operations: [
      'accounts.sendCode',
      'accounts.signInWithCode',
      'accounts.signInAgreed',
      'accounts.register',
      'accounts.signIn',
      'accounts.passkeySignInOptions',
      'accounts.signInWithPasskey',
      'accounts.beginProvider',
      'accounts.finishProvider',
      'accounts.giveProviderCode',
      'accounts.readResetLink',
      'accounts.useResetLink',
      'accounts.demoSignIn',
      'field.orders',
      'field.wiped',
    ],
    expect: always('reached'),
  },
  {
    says: 'one keeps one’s own account',
    roles: STAFF_ROLES,
    operations: [
      'accounts.changePassword',
      'accounts.passkeyOptions',
      'accounts.addPasskey',
      'accounts.passkeys',
      'accounts.removePasskey',
    ],
    expect: always('reached'),
  },
  {
    says: 'a second factor is begun once',
    roles: STAFF_ROLES,
    operations: ['accounts.startTotp'],
    expect: (caller) => answeredIf(caller.key !== 'otherSupervisor', 'refused'),
  },
  {
    says: 'what was not begun is neither confirmed nor removed',
    roles: STAFF_ROLES,
    operations: ['accounts.confirmTotp', 'accounts.removeTotp'],
    expect: (caller) => (caller.key === 'otherSupervisor' ? 'reached' : 'refused'),
  },
  {
    says: 'one’s own sign-ins are shown, nobody else’s',
    roles: [...STAFF_ROLES, 'resident'],
    operations: ['accounts.sessions'],
    expect: (caller, subject) => shownIf(isAbout(caller, subject)),
  },
  {
    says: 'one ends one’s own sign-ins',
    roles: [...STAFF_ROLES, 'resident'],
    operations: ['accounts.endSession'],
    expect: (caller, subject) => answeredIf(isAbout(caller, subject), 'turned away'),
  },
  {
    says: 'and all the others of the own account',
    roles: [...STAFF_ROLES, 'resident'],
    operations: ['accounts.endOtherSessions'],
    expect: always('answered'),
  },
  {
    says: 'one wears one’s own post',
    roles: STAFF_ROLES,
    operations: ['accounts.wear'],
    expect: (caller, subject) => answeredIf(isAbout(caller, subject), 'turned away'),
  },
  {
    says: 'one speaks for one’s own family',
    roles: ['resident'],
    operations: ['accounts.choosePerson'],
    expect: (caller, subject) => answeredIf(isAbout(caller, subject), 'turned away'),
  },
  {
    says: 'an administrator lists the accounts of the own range',
    roles: ADMINISTRATOR,
    operations: ['accounts.list'],
    expect: (caller, subject) => shownIf(holds(caller, subject.place)),
  },
  {
    says: 'an administrator makes, closes, signs out, unlocks accounts and resets passwords in the own range; not the own, not the closed',
    roles: ADMINISTRATOR,
    operations: ['accounts.create', 'accounts.close', 'accounts.endSessions', 'accounts.unlock', 'accounts.resetLink'],
    expect: (caller, subject) => (holds(caller, subject.place) ? answeredIf(subject.twist !== 'own rules', 'refused') : 'unknown'),
  },
  {
    says: 'and looks by which name an identity provider knows somebody of the own range; none is connected here, so none is linked',
    roles: ADMINISTRATOR,
    operations: ['accounts.subject', 'accounts.linkSubject', 'accounts.unlinkSubject'],
    expect: (caller, subject) => (holds(caller, subject.place) ? 'reached' : 'unknown'),
  },
  {
    says: 'a station or window opens an account for someone of its own place',
    roles: [...STATION, 'window-clerk'],
    operations: ['accounts.openForResident'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'unknown'),
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
    says: 'in an emergency one asks about a person outside the own range (of another county nobody is found), never about one the register shows anyway',
    roles: HANDLERS,
    operations: ['breakGlass.ask'],
    expect: (caller, subject) => answeredIf(!(holds(caller, subject.place) && !OFFICES.includes(caller.role)), 'refused'),
  },
  {
    says: 'what became of it is shown to whoever asked',
    roles: HANDLERS,
    operations: ['breakGlass.mine'],
    expect: (caller, subject) => shownIf(isAbout(caller, subject)),
  },
  {
    says: 'and the entry, while it is open',
    roles: HANDLERS,
    operations: ['breakGlass.view'],
    expect: (caller, subject) => answeredIf(isAbout(caller, subject), 'unknown'),
  },
  {
    says: 'the second person is over the place, and not below whoever asked',
    roles: ['dispatcher', 'supervisor'],
    operations: ['breakGlass.agree'],
    expect: (caller, subject) => {
      if (!holds(caller, subject.place)) return 'unknown';
      const level = (key: string) => (key === 'waterOfficer' ? 6 : 12);
      return answeredIf(caller.range.length <= level(subject.persons?.[0] ?? ''), 'refused');
    },
  },
  {
    says: 'to decline, it is enough to be over the place',
    roles: ['dispatcher', 'supervisor'],
    operations: ['breakGlass.decline'],
    expect: (caller, subject) => answeredIf(holds(caller, subject.place), 'unknown'),
  },
  {
    says: 'they find what waits in their range',
    roles: ['dispatcher', 'supervisor'],
    operations: ['breakGlass.waiting'],
    expect: (caller, subject) => shownIf(holds(caller, subject.place)),
  },
  {
    says: 'it is ended by whoever asked, whoever agreed (the dispatcher here), and oversight',
    roles: [...HANDLERS, 'supervisor'],
    operations: ['breakGlass.shut'],
    expect: (caller, subject) =>
      answeredIf(
        isAbout(caller, subject) || (['dispatcher', 'supervisor'].includes(caller.role) && holds(caller, subject.place)),
        'unknown',
      ),
  },
  {
    says: 'every request of the range is shown to oversight',
    roles: ['supervisor'],
    operations: ['breakGlass.openings'],
    expect: (caller, subject) => shownIf(holds(caller, subject.place)),
  },
  {
    says: 'and reviewed by it, once it is over',
    roles: ['supervisor'],
    operations: ['breakGlass.review'],
    expect: (caller, subject) => (holds(caller, subject.place) ? answeredIf(!subject.what.endsWith('open'), 'refused') : 'unknown'),
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
  {
    says: 'one asks about one’s own data, or has it taken down at the counter',
    roles: ['resident', ...STATION, ...WINDOW],
    operations: ['matters.request-data'],
    expect: filing,
  },
];

export const ruleOf = (operation: string): Rule | undefined => RULES.find(({ operations }) => operations.includes(operation));

/** What a caller should be answered; throws where no rule speaks of the operation, so that a new one needs its sentence here. */
export function expectedOf(operation: string, caller: Caller, subject: Subject): Expected {
  const rule = ruleOf(operation);
  if (!rule) throw new Error(`no rule says who may call ${operation}: add it to server/testing/access/expected.ts`);
  if (rule.roles !== 'anyone' && !rule.roles.includes(caller.role)) return 'not for this role';
  return rule.expect(caller, subject);
}
