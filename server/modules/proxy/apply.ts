import type { z } from 'zod';
import { countyOfActor } from '../../../domain/accounts/actor.ts';
import { dateOfDay, dayOf, dayOfDate } from '../../../domain/calendar/calendar.ts';
import type { Receipt } from '../../../domain/matters/contract.ts';
import { type CollectedMaterial, filesOfMaterials, type Mandate, type ServiceItem } from '../../../domain/matters/proxy-service/content.ts';
import type { ApplyForService, CollectService } from '../../../domain/matters/proxy-service/contract.ts';
import { isApplicantsCard } from '../../../domain/matters/proxy-service/papers.ts';
import { proxyService } from '../../../domain/matters/proxy-service/proxy-service.ts';
import { identityCardAmong, picturesOnly } from '../../../domain/matters/proxy-service/rules.ts';
import type { OperationContext } from '../../platform/operation.ts';
import { demand, invalid } from '../../platform/problem.ts';
import { fileMatter } from '../matters/index.ts';
import { holdsIdentity } from '../people/index.ts';
import { parameterOn } from '../policy/index.ts';
import { itemAt } from '../services/index.ts';

/** Where an item names no time: the general limit of the Administrative Licensing Law, article 42. */
const UNSTATED_DAYS = 20;

type Context<Input> = OperationContext<Input, undefined>;

/** The item as the catalogue has it today; what a matter keeps of it. */
async function itemOf({ tx, now }: Context<unknown>, id: string, needed: 'proxy' | 'online'): Promise<ServiceItem> {
  const item = await itemAt(tx, id, dateOfDay(dayOf(now)));
  if (!item) throw invalid('item', '没有这个事项，或者已经停办。');
  if (needed === 'online' && !item.online) throw invalid('item', '这个事项不能网上申请，可以请网格员代办。');
  if (needed === 'proxy' && !item.proxy) throw invalid('item', '这个事项要本人到场，不能代办。');
  return {
    id,
    code: item.code,
    name: item.name,
    materials: item.materials.map(({ name }) => name),
    days: item.instant ? 0 : (item.days ?? UNSTATED_DAYS),
    instant: item.instant,
  };
}

/** Nothing may be asked that the item does not ask (2.6), nothing stands twice, and no identity card is photographed. */
function demandFitting(item: ServiceItem, materials: readonly CollectedMaterial[]): void {
  const seen = new Set<string>();
  materials.forEach(({ name }, at) => {
    if (!item.materials.includes(name)) throw invalid(`materials.${at}.name`, `办事指南里没有「${name}」，不用收。`);
    if (seen.has(name)) throw invalid(`materials.${at}.name`, `「${name}」写了两次。`);
    seen.add(name);
  });
  const card = identityCardAmong(materials);
  if (card) throw invalid(`materials.${card.at}.how`, card.words);
}

/** What we hold already is not asked for (2.6): the number of the person it is for stands for their identity card, where nobody says it was seen. */
async function withHeld(
  { tx, actor, input }: Context<{ personId?: string | undefined }>,
  item: ServiceItem,
  materials: CollectedMaterial[],
): Promise<CollectedMaterial[]> {
  const personId = input.personId ?? (actor.kind === 'resident' ? actor.personId : undefined);
  const cards = item.materials.filter((name) => isApplicantsCard(name) && !materials.some((one) => one.name === name));
  if (!personId || !cards.length || !(await holdsIdentity(tx, { county: countyOfActor(actor), personId }))) return materials;
  return [...materials, ...cards.map((name) => ({ name, how: 'held', original: false }) as const)];
}

/** A mandate runs from today and no longer than the county allows. */
async function demandRunning({ app, now }: Context<unknown>, village: string, mandate: z.output<typeof Mandate>): Promise<void> {
  const today = dateOfDay(dayOf(now));
  if (mandate.until < today) throw invalid('mandate.until', '委托的期限已经过了。');
  const longest = await parameterOn(app, 'proxy.mandate', village, today);
  if (dayOfDate(mandate.until) - dayOf(now) > longest) throw invalid('mandate.until', `委托最长 ${longest} 天。`);
}

/** Takes a resident's papers and mandate for an item; the signature is kept with the matter. */
export async function collect(context: Context<z.output<typeof CollectService>>): Promise<Receipt> {
  const { item: id, mandate, attachments, ...input } = context.input;
  const item = await itemOf(context, id, 'proxy');
  demandFitting(item, input.materials);
  await demandRunning(context, input.village, mandate);
  return fileMatter(proxyService, {
    ...context,
    input: {
      ...input,
      category: 'proxy-service',
      item,
      materials: await withHeld(context, item, input.materials),
      mandate,
      attachments: [...new Set([...attachments, ...filesOfMaterials(input.materials), mandate.file])],
    },
  });
}

/** What a resident applies for themselves goes to the window at once. */
export async function apply(context: Context<z.output<typeof ApplyForService>>): Promise<Receipt> {
  const { item: id, attachments, ...input } = context.input;
  const item = await itemOf(context, id, 'online');
  demandFitting(item, input.materials);
  demand(picturesOnly(input.materials));
  const files = [...new Set([...attachments, ...filesOfMaterials(input.materials)])];
  const materials = await withHeld(context, item, input.materials);
  return fileMatter(proxyService, {
    ...context,
    input: { ...input, materials, category: 'proxy-service', item, mandate: null, attachments: files },
  });
}
