import { z } from 'zod';
import { BodyRef } from '../bodies/body.ts';
import { agreedTo } from '../own-data/agreed.ts';
import { SHOWN_TEXTS } from '../own-data/consents.ts';
import { GridCode, TerritoryCode, VillageCode } from '../territory/code.ts';
import { AfterPoint } from './page.ts';
import { StaffRoleSchema } from './roles.ts';

export const Nothing = z.strictObject({});
export const Done = z.object({ done: z.literal(true) });

const Id = z.uuid('编号不对');
const Instant = z.iso.datetime();

export const Phone = z.string('请填手机号').regex(/^1[3-9]\d{9}$/, '手机号是 11 位数字，请看看有没有按错');
export const Code = z.string('请填验证码').regex(/^\d{6}$/, '验证码是 6 位数字');
export const Username = z
  .string('请填用户名')
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,31}$/, '用户名是 3 到 32 位小写字母、数字、点或短横，以字母开头');
export const PersonName = z
  .string('请填姓名')
  .trim()
  .min(1, '请填姓名')
  .max(30, '姓名最多 30 个字')
  .regex(/^[\p{Script=Han}·a-zA-Z .-]+$/u, '姓名里只能有汉字、字母和间隔号');
/** Long enough for any pass phrase; what a password must be is said in password.ts. */
const Secret = z.string('请填密码').min(1, '请填密码').max(200, '密码最多 200 个字符');

/** Where a signed-in resident lives, as far as the place is known. */
export const Home = z.object({
  village: z.string(),
  villageName: z.string(),
  township: z.string(),
  townshipName: z.string(),
  grid: z.string().nullable(),
  gridName: z.string().nullable(),
  address: z.string(),
});
export type Home = z.infer<typeof Home>;

/** A post a member of staff may act in: the hats of one account. */
export const Post = z.object({
  appointmentId: z.uuid(),
  role: StaffRoleSchema,
  roleTitle: z.string(),
  bodyName: z.string(),
  /** What the post answers for: 银川市. */
  rangeName: z.string(),
  active: z.boolean(),
});

export const StaffMe = z.object({
  kind: z.literal('staff'),
  accountId: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  role: StaffRoleSchema,
  roleTitle: z.string(),
  appointmentId: z.uuid(),
  body: BodyRef,
  range: z.string(),
  rangeName: z.string(),
  /** The second factor is on. */
  totp: z.boolean(),
  /** The day (YYYY-MM-DD) from which this sign-in would no longer do, because a post demands a second factor; null for none. */
  secondFactorFrom: z.string().nullable(),
});
export const ResidentMe = z.object({
  kind: z.literal('resident'),
  accountId: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  /** Everyone this phone speaks for, the one who speaks now among them. */
  persons: z.array(z.object({ id: z.uuid(), name: z.string(), relation: z.string() })),
  home: Home.nullable(),
});

export const Me = z.object({
  actor: z.discriminatedUnion('kind', [StaffMe, ResidentMe]).nullable(),
  /** The phone (masked) that has proved itself but has no account yet, and the names on file with it: `accounts.signInAgreed`, or without any `accounts.register`. */
  registering: z.object({ phone: z.string(), onFile: z.array(z.string()) }).nullable(),
  /** Who has given a password and must set up a second factor before anything else: `accounts.startTotp`, `accounts.passkeyOptions`. */
  entering: z.object({ name: z.string(), roleTitle: z.string(), rangeName: z.string() }).nullable(),
  posts: z.array(Post),
  /** Messages in the inbox not read yet. */
  unread: z.number(),
  setup: z.object({
    demo: z.boolean(),
    /** The identity provider staff may sign in through, by the name on its button. */
    provider: z.object({ name: z.string() }).nullable(),
    tiles: z.object({ url: z.string(), attribution: z.string() }).nullable(),
    /** Today in the region: `date` is YYYY-MM-DD, `weekday` 1 (Monday) to 7, `name` of a holiday or make-up day. */
    today: z.object({ date: z.string(), weekday: z.number(), working: z.boolean(), name: z.string().nullable() }),
    calendarWarning: z.string().nullable(),
  }),
});
export type Me = z.infer<typeof Me>;

// Residents

/** 256 random bits, base64url, that a browser makes for one request for a code and shows again with the code, so that the code is worth nothing elsewhere. */
const Ticket = z
  .string('请回到登录页，重新发一次验证码')
  .regex(/^[A-Za-z0-9_-]{43}$/, '请回到登录页，重新发一次验证码')
  .meta({ examples: ['A'.repeat(43)] });

export const SendCode = z.strictObject({ phone: Phone, ticket: Ticket });
/** `waitSeconds` until another may be asked for; the code itself only in the demo. */
export const CodeSent = z.object({ waitSeconds: z.number(), demoCode: z.string().nullable() });

export const SignInWithCode = z.strictObject({ phone: Phone, code: Code, ticket: Ticket });
const Persons = z.array(z.object({ id: z.uuid(), name: z.string() }));
/**
 * Several persons: ask who it is, `accounts.choosePerson`. None, but names on file: nobody signed in with this phone yet, show what it means
 * and call `accounts.signInAgreed`. Neither: the phone is new, ask name and village and call `accounts.register`.
 */
export const SignedInWithCode = z.object({ persons: Persons, onFile: z.array(z.string()) });

/** The versions of the texts somebody read and agreed to (Personal Information Protection Law, article 14). */
const Agreed = z.strictObject({ account: agreedTo('account'), family: agreedTo('family') }, '请先看过并同意，才能开通').meta({
  examples: [SHOWN_TEXTS],
});

/** The first sign-in of a phone the station has on file, once its owner agreed. */
export const SignInAgreed = z.strictObject({ agreed: Agreed });
export const SignedInAgreed = z.object({ persons: Persons });

/** The first time of a new phone; an address needs the grid it lies in. */
export const Register = z
  .strictObject({
    name: PersonName,
    village: VillageCode,
    grid: GridCode.optional(),
    address: z.string().trim().max(60, '住址最多 60 个字').default(''),
    agreed: Agreed,
  })
  .refine(({ village, grid }) => !grid || grid.startsWith(village), { path: ['grid'], message: '网格不在这个村（社区）里' })
  .refine(({ grid, address }) => !address || grid !== undefined, { path: ['grid'], message: '填住址要先选网格' });
export const Registered = z.object({ personId: z.uuid() });

export const ChoosePerson = z.strictObject({ personId: Id });

export const OpenForResident = z.strictObject({ personId: Id, phone: Phone, agreed: Agreed });
/** `persons`: how many people the phone speaks for now. */
export const OpenedForResident = z.object({ accountId: z.uuid(), persons: z.number() });

// Staff

export const SignIn = z.strictObject({
  username: z.string('请填用户名').trim().toLowerCase().min(1, '请填用户名').max(64),
  password: Secret,
  totp: Code.optional(),
});
/**
 * `totp-needed`: the password is right, ask the 6 digits and send all three again. `set-up-needed`: a post demands a second factor; the session
 * opens nothing but what sets one up. `passkey-needed`: the account has a passkey, and a post demands it; no session.
 */
export const SignedIn = z.object({ state: z.enum(['signed-in', 'totp-needed', 'set-up-needed', 'passkey-needed']) });

const Once = z.string().regex(/^[A-Za-z0-9_-]{43}$/, '这次登录不完整，请从登录页重新开始');
const Given = z.string().min(1).max(4000);

export const BeginProvider = z.strictObject({});
/** `flow` stays with the browser that began, and is given back with what the provider answered. */
export const ProviderBegun = z.object({ url: z.string(), flow: z.string() });
export const FinishProvider = z.strictObject({ flow: Once, code: Given, state: Given, iss: Given.optional() });
/** `totp-needed`: the provider asked a password only; give the 6 digits with the ticket. */
export const ProviderFinished = SignedIn.extend({ ticket: z.string().nullable() });
export const GiveProviderCode = z.strictObject({ ticket: Once, totp: Code });

export const LinkedSubject = z.object({
  linked: z.object({ subject: z.string(), issuer: z.string(), at: Instant, by: z.string() }).nullable(),
});

export const Wear = z.strictObject({ appointmentId: Id });

export const ChangePassword = z.strictObject({ current: Secret, next: Secret });

export const Sessions = z.object({
  sessions: z.array(z.object({ id: z.uuid(), device: z.string(), createdAt: Instant, seenAt: Instant, current: z.boolean() })),
});
export const EndSession = z.strictObject({ id: Id });

/** `uri` is the otpauth:// address to draw as a QR code; `secret` the same in base32, to type by hand. */
export const TotpStarted = z.object({ secret: z.string(), uri: z.string() });
export const GiveTotp = z.strictObject({ code: Code });

/** Options and responses are those of @simplewebauthn/browser, passed through whole. */
export const PasskeyOptions = z.object({ options: z.record(z.string(), z.unknown()) });
const CredentialPart = z.record(z.string(), z.unknown());
const Base64Url = z
  .string()
  .max(2000)
  .regex(/^[A-Za-z0-9_-]+$/);
export const CredentialResponse = z.strictObject({
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  response: CredentialPart,
  clientExtensionResults: CredentialPart.default({}),
  authenticatorAttachment: z.string().max(40).nullish(),
});
export const AddPasskey = z.strictObject({
  response: CredentialResponse,
  /** Left out, it is called by the device it was made on. */
  name: z.string().trim().min(1, '请起个名字').max(40, '名字最多 40 个字').optional(),
});
export const Passkeys = z.object({
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), createdAt: Instant, usedAt: Instant.nullable() })),
});
export const RemovePasskey = z.strictObject({ id: Base64Url });
export const PasskeySignInOptions = z.strictObject({ username: z.string('请填用户名').trim().toLowerCase().min(1, '请填用户名').max(64) });
export const SignInWithPasskey = PasskeySignInOptions.extend({ response: CredentialResponse });

/** Residents need not say who they are: the passkey does, by the account it was made for. */
export const SignInAsResident = z.strictObject({ response: CredentialResponse });
export const SignedInAsResident = z.object({ persons: Persons });

// Demo

export const Personas = z.object({
  personas: z.array(
    z.object({ key: z.string(), name: z.string(), title: z.string(), face: z.enum(['portal', 'office']), note: z.string() }),
  ),
});
export const DemoSignIn = z.strictObject({ key: z.string().min(1).max(60) });
export const DemoSignedIn = z.object({ face: z.enum(['portal', 'office']) });

// Administration

export const ListAccounts = z.strictObject({
  q: z.string().trim().max(60).default(''),
  after: AfterPoint.optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export const AccountRow = z.object({
  id: z.uuid(),
  username: z.string().nullable(),
  phone: z.string().nullable(),
  displayName: z.string(),
  kind: z.enum(['resident', 'staff']),
  locked: z.boolean(),
  closed: z.boolean(),
  posts: z.array(z.string()),
});
export type AccountRow = z.infer<typeof AccountRow>;
export const AccountPage = z.object({ items: z.array(AccountRow), next: z.string().nullable() });

/** For someone who already holds a post (`appointmentId`), or for a new person with a new post. */
export const CreateAccount = z
  .strictObject({
    username: Username.refine((name) => !name.startsWith('demo-'), '以 demo- 开头的用户名留给演示'),
    name: PersonName,
    appointmentId: Id.optional(),
    post: z.strictObject({ bodyId: Id, role: StaffRoleSchema, territory: TerritoryCode }).optional(),
  })
  .refine(({ appointmentId, post }) => (appointmentId === undefined) !== (post === undefined), {
    path: ['appointmentId'],
    message: '请选一个岗位，或新设一个岗位，二者选一',
  });
/** `link` is shown once: whoever opens it within 24 hours sets the password. */
export const AccountCreated = z.object({ id: z.uuid(), link: z.string() });
export const NamedAccount = z.strictObject({ id: Id });
export const LinkSubject = z.strictObject({
  id: Id,
  subject: z
    .string('请填标识')
    .trim()
    .min(1, '请填标识')
    .max(255, '标识最多 255 个字符')
    .regex(/^[\x20-\x7e]+$/, '标识只有字母、数字和符号'),
});
/** `factorLost`: the phone with the second factor is gone, so code, passkeys, password and sign-ins end at once. */
export const AskResetLink = z.strictObject({ id: Id, factorLost: z.boolean().default(false) });
export const ResetLink = z.object({ link: z.string() });
const ResetToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, '链接不完整，请把整个链接打开');
export const ReadResetLink = z.strictObject({ token: ResetToken });
export const OpenResetLink = z.object({ expiresAt: Instant });
export const UseResetLink = z.strictObject({
  token: ResetToken,
  password: Secret,
});
