import { z } from 'zod';
import { Channel } from './action.ts';

export const MobilePhone = z.string().regex(/^1[3-9]\d{9}$/, '手机号是 11 位数字');
export const ContactPhone = z.string().regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/, '电话号码不对');

/** How to reach the person who speaks; empty when they would rather only use the receipt. */
export const Contact = z.strictObject({ name: z.string().trim().max(30).default(''), phone: ContactPhone.or(z.literal('')).default('') });

/** Who files: a resident for themselves or one of the family (`personId`), anyone, or staff at the counter or on the phone. */
export const Speaker = {
  contact: Contact.default({ name: '', phone: '' }),
  personId: z.uuid().optional(),
  hidden: z.boolean().default(false),
  channel: Channel.default('portal'),
};

/** What filing takes: the form of the kind, its title left to the system if need be, and who speaks. */
export const filingOf = <Shape extends z.ZodRawShape & { title: z.ZodType }>(form: z.ZodObject<Shape>) =>
  form.partial({ title: true } as never).extend(Speaker) as unknown as z.ZodObject<
    Omit<Shape, 'title'> & { title: z.ZodOptional<Shape['title']> } & typeof Speaker
  >;
