import { z } from 'zod';
import { GridCode, TerritoryCode } from '../territory/code.ts';
import { holdsIdentityNumber } from './identity-number.ts';

/** How a member of a household stands to its head, as the household book words it (GB/T 4761, shortened). */
export const RELATIONS = [
  '户主',
  '配偶',
  '子',
  '女',
  '儿媳',
  '女婿',
  '父',
  '母',
  '公婆或岳父母',
  '孙子',
  '孙女',
  '祖父母',
  '兄弟姐妹',
  '其他',
] as const;
export const Relation = z.enum(RELATIONS, '请选择与户主的关系');
export type Relation = z.infer<typeof Relation>;

/** Living here, or away (work, school, with relatives elsewhere). */
export const Presence = z.enum(['here', 'away'], '请选择在家或外出');
export type Presence = z.infer<typeof Presence>;
export const PRESENCE_TITLES: Record<Presence, string> = { here: '在家', away: '外出' };

/** Why someone looks at a person's data; kept in the audit, so no identity number may stand in it. */
export const Purpose = z
  .string()
  .trim()
  .min(2, '请写明用途')
  .max(100, '用途最多 100 个字')
  .refine((words) => !holdsIdentityNumber(words), '用途里不要写身份证号');
export const PURPOSES = ['办理诉求', '入户走访', '核对住户信息', '代办服务', '通知到人'] as const;

export const ResidentPhone = z
  .string()
  .trim()
  .regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/, '电话号码不对');

/** What can be missing of residents: a grid of today their household alone lies in, or what the base information asks of them and their household (4.1, 4.9). */
export const REGISTER_GAPS = ['outside-grid', 'incomplete'] as const;
export const RegisterGap = z.enum(REGISTER_GAPS);
export type RegisterGap = z.infer<typeof RegisterGap>;

/** Part of a name, pinyin, initials, a whole phone or its last four digits, a whole identity number, or part of an address; empty lists a whole place. */
export const SearchPeople = z.strictObject({
  q: z.string().trim().max(40, '最多 40 个字').default(''),
  territory: TerritoryCode.optional(),
  /** Only residents of whom this is missing. */
  gap: RegisterGap.optional(),
  after: z.string().max(200).optional(),
  limit: z.int().min(1).max(100).default(30),
});
export type SearchPeople = z.input<typeof SearchPeople>;

/** A person in a list; `phone` is masked (138****6021). */
export const FoundPerson = z.object({
  id: z.uuid(),
  name: z.string(),
  phone: z.string(),
  address: z.string(),
  grid: z.string(),
  gridName: z.string(),
  relation: z.string(),
  presence: Presence,
  householdId: z.uuid().nullable(),
});
export type FoundPerson = z.infer<typeof FoundPerson>;
export const FoundPeople = z.object({ items: z.array(FoundPerson), next: z.string().nullable() });

export const ViewPerson = z.strictObject({ id: z.uuid('编号不对'), purpose: Purpose });

/** `identity` is the identity number masked to its last character; '' where none is held, or where it is none of the reader's business. */
export const Member = z.object({
  id: z.uuid(),
  name: z.string(),
  phone: z.string(),
  identity: z.string(),
  relation: z.string(),
  presence: Presence,
});
export type Member = z.infer<typeof Member>;

/** A person with household and dwelling; every number masked, the whole one through people.reveal and people.revealIdentity. */
export const Person = z.object({
  id: z.uuid(),
  name: z.string(),
  phone: z.string(),
  identity: z.string(),
  relation: z.string(),
  presence: Presence,
  territory: z.string(),
  place: z.string(),
  household: z
    .object({
      id: z.uuid(),
      grid: z.string(),
      gridName: z.string(),
      dwellingId: z.uuid().nullable(),
      address: z.string(),
      members: z.array(Member),
    })
    .nullable(),
  posts: z.array(z.object({ bodyName: z.string(), roleTitle: z.string() })),
});
export type Person = z.infer<typeof Person>;

export const RevealPhone = z.strictObject({ id: z.uuid('编号不对'), purpose: Purpose });
export const RevealedPhone = z.object({ name: z.string(), phone: z.string() });

/** `phone` left out keeps the stored one (lists only show it masked); empty takes it away. */
export const SavePerson = z.strictObject({
  id: z.uuid('编号不对').optional(),
  householdId: z.uuid('编号不对'),
  name: z
    .string()
    .trim()
    .min(2, '姓名至少 2 个字')
    .max(30, '姓名最多 30 个字')
    .regex(/^[\p{Script=Han}·]+$|^[A-Za-z][A-Za-z .'-]+$/u, '姓名只能用汉字或字母'),
  phone: ResidentPhone.or(z.literal('')).optional(),
  relation: Relation,
  presence: Presence.default('here'),
});
export type SavePerson = z.input<typeof SavePerson>;
export const SavedPerson = z.object({ id: z.uuid() });

/** Without `id` a new household; a dwelling with the same address in the grid is used, else made. */
export const SaveHousehold = z.strictObject({
  id: z.uuid('编号不对').optional(),
  grid: GridCode,
  address: z.string().trim().min(2, '请写住址').max(80, '住址最多 80 个字'),
});
export type SaveHousehold = z.input<typeof SaveHousehold>;
export const SavedHousehold = z.object({ id: z.uuid(), dwellingId: z.uuid() });
