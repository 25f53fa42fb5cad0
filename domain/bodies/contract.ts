import { z } from 'zod';
import { AppointmentRoleSchema } from '../accounts/roles.ts';
import { TerritoryCode } from '../territory/code.ts';
import { BodyKindSchema } from './body.ts';
import { supervises } from './supervision.ts';

const ValidDate = z.iso.date('日期不对，应像 2026-05-01');
export const WorkPhone = z
  .string()
  .trim()
  .regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|\d{5,8})$/, '电话号码不对');

/** A post as everyone may see it: name, role and work phone (4.6). */
export const PublicPost = z.object({
  appointmentId: z.uuid(),
  name: z.string(),
  role: AppointmentRoleSchema,
  roleTitle: z.string(),
  phone: z.string(),
  territory: z.string(),
  validFrom: z.string(),
  validUntil: z.string().nullable(),
});
export type PublicPost = z.infer<typeof PublicPost>;

/** A body with its public contact. */
export const Body = z.object({
  id: z.uuid(),
  code: z.string(),
  kind: BodyKindSchema,
  kindTitle: z.string(),
  name: z.string(),
  shortName: z.string(),
  territory: z.string(),
  place: z.string(),
  parentId: z.uuid().nullable(),
  parentName: z.string().nullable(),
  department: z.string().nullable(),
  phone: z.string(),
  address: z.string(),
  hours: z.string(),
  duties: z.string(),
  validFrom: z.string(),
  validUntil: z.string().nullable(),
});
export type Body = z.infer<typeof Body>;

/** A body on a place page, with those who hold its posts today. */
export const PlaceBody = Body.omit({ parentName: true, place: true }).extend({ people: z.array(PublicPost) });
export type PlaceBody = z.infer<typeof PlaceBody>;

export const SearchBodies = z.strictObject({
  q: z.string().trim().max(60, '最多 60 个字').default(''),
  territory: TerritoryCode.optional(),
  kinds: z.array(BodyKindSchema).max(20).optional(),
  limit: z.int().min(1).max(100).default(20),
});
export const FoundBodies = z.object({ items: z.array(Body) });

export const ViewBody = z.strictObject({ id: z.uuid('编号不对') });

/** `personId` and `allowance` only for staff in whose range the body lies, `woman` only for its administrator, else null; `concurrent` are the person's other posts today. */
export const Appointment = PublicPost.extend({
  /** What the grid is called that the post is for; null for what is no grid. */
  gridName: z.string().nullable(),
  personId: z.uuid().nullable(),
  allowance: z.string().nullable(),
  woman: z.boolean().nullable(),
  concurrent: z.array(z.object({ bodyName: z.string(), roleTitle: z.string() })),
});
export type Appointment = z.infer<typeof Appointment>;
export const BodyView = Body.extend({ current: z.array(Appointment), past: z.array(Appointment), coming: z.array(Appointment) });
export type BodyView = z.infer<typeof BodyView>;

export const SaveBody = z
  .strictObject({
    id: z.uuid('编号不对').optional(),
    /** The body's own number inside the county; made up when left out. */
    code: z
      .string()
      .trim()
      .regex(/^[0-9A-Za-z.-]{1,40}$/, '编码只能用字母、数字、点和横线')
      .optional(),
    kind: BodyKindSchema,
    name: z.string().trim().min(2, '请写单位全称').max(60, '名称最多 60 个字'),
    shortName: z.string().trim().max(30, '简称最多 30 个字').default(''),
    territory: TerritoryCode,
    parentId: z.uuid('编号不对').nullable().default(null),
    /** Key of the department or township office in the list of duties, for dispatch. */
    department: z.string().max(40).nullable().default(null),
    phone: WorkPhone.or(z.literal('')).default(''),
    address: z.string().trim().max(100, '地址最多 100 个字').default(''),
    hours: z.string().trim().max(100, '时间最多 100 个字').default(''),
    duties: z.string().trim().max(500, '职责最多 500 个字').default(''),
    validFrom: ValidDate.optional(),
    validUntil: ValidDate.nullable().default(null),
  })
  .refine((body) => !body.validUntil || !body.validFrom || body.validUntil >= body.validFrom, {
    path: ['validUntil'],
    message: '结束日期不能早于开始日期',
  });
export type SaveBody = z.input<typeof SaveBody>;
export const SavedBody = z.object({ id: z.uuid() });

/** `territory` is what the post is answerable for: a grid for a grid worker; left out, the body's own. `validUntil` is the last day. */
export const Appoint = z
  .strictObject({
    bodyId: z.uuid('编号不对'),
    personId: z.uuid('编号不对'),
    role: AppointmentRoleSchema,
    territory: TerritoryCode.optional(),
    phone: WorkPhone.or(z.literal('')).default(''),
    validFrom: ValidDate,
    validUntil: ValidDate.nullable().default(null),
    allowance: z.string().trim().max(200, '补助最多 200 个字').default(''),
    /** Whether this member of a supervision committee is a woman, which 5.3 asks of one; null while nobody said, and for every other post. */
    woman: z.boolean().nullable().default(null),
  })
  .refine((post) => post.woman === null || supervises(post.role), {
    path: ['woman'],
    message: '只有监督委员会的职务登记是不是妇女成员',
  })
  .refine((post) => !post.validUntil || post.validUntil >= post.validFrom, { path: ['validUntil'], message: '结束日期不能早于开始日期' });
export type Appoint = z.input<typeof Appoint>;
export const Appointed = z.object({ id: z.uuid() });

/** `validUntil` is the last day in the post. */
export const EndAppointment = z.strictObject({ id: z.uuid('编号不对'), validUntil: ValidDate });

/** What is written of a post, put right: all of it as it shall stand. Who holds it, as what and from when needs a new appointment. */
export const CorrectAppointment = z.strictObject({
  id: z.uuid('编号不对'),
  phone: WorkPhone.or(z.literal('')),
  allowance: z.string().trim().max(200, '补助最多 200 个字'),
  /** As in `Appoint`. */
  woman: z.boolean().nullable(),
});

/** People one may appoint: by name, pinyin or initials, within the body's county and the own range. */
export const FindCandidates = z.strictObject({
  bodyId: z.uuid('编号不对'),
  q: z.string().trim().min(1, '请写姓名').max(30, '最多 30 个字'),
});
export const Candidates = z.object({
  items: z.array(
    z.object({
      personId: z.uuid(),
      name: z.string(),
      place: z.string(),
      posts: z.array(z.object({ bodyName: z.string(), roleTitle: z.string() })),
    }),
  ),
});
