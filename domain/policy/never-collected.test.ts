import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { needlessIn } from './needless.ts';
import { mayBeAsked, neverCollected } from './never-collected.ts';

/** Every name of a field inside a schema, however deep. */
function fieldNames(schema: unknown, seen = new Set<unknown>()): string[] {
  if (!(schema instanceof z.ZodType) || seen.has(schema)) return [];
  seen.add(schema);
  const definition = schema.def as unknown as Record<string, unknown>;
  const inner = ['element', 'innerType', 'keyType', 'valueType', 'in', 'out', 'left', 'right', 'rest'].map((key) => definition[key]);
  if (typeof definition.getter === 'function') inner.push(definition.getter());
  for (const list of [definition.options, definition.items]) if (Array.isArray(list)) inner.push(...list);
  const shape = definition.shape && typeof definition.shape === 'object' ? (definition.shape as Record<string, unknown>) : {};
  return [...Object.keys(shape), ...[...Object.values(shape), ...inner].flatMap((part) => fieldNames(part, seen))];
}

describe('never collected', () => {
  test.each([
    'ethnicity',
    'person_ethnic_group',
    'minzu',
    '民族',
    'religion',
    'religiousBelief',
    '宗教信仰',
    'politicalStatus',
    '政治面貌',
    'fingerprint',
    'faceTemplate',
    'face_image',
    '人脸照片',
    'idCardPhoto',
    'identity_card_photo',
    'identity_picture',
    'identity_number',
    'id_card_no',
    'sfzh_sfz',
    '身份证号',
    '公民身份号码',
    'track',
    '轨迹',
    'score',
    'creditScore',
    '积分',
    'keyPerson',
    'key_person_tag',
    '重点人员',
    'checkIn',
    '打卡次数',
    'contactList',
  ])('%s is refused', (name) => {
    expect(neverCollected(name)).not.toBeNull();
  });

  test.each([
    'name',
    '民族团结活动',
    '民族团结进步创建活动',
    'face',
    'contact',
    'rating',
    'scope',
    'backtrace',
    'partySecretary',
    'interface',
    'satisfied',
    '诉求分类',
    'attempts',
    'counter',
    'tracer',
    'personName',
    // The one place of identity numbers, by its name.
    'identity_sealed',
    'identity_index',
    '居民身份证',
  ])('%s is let pass', (name) => {
    expect(neverCollected(name)).toBeNull();
  });

  test('a form may ask for papers, not for these', () => {
    for (const label of ['户口簿', '民族团结活动报名表', '银行卡复印件']) expect(mayBeAsked(label), label).toBe(true);
    for (const label of ['民族', '宗教信仰证明', '身份证照片', '指纹采集表', '本人身份证号']) expect(mayBeAsked(label), label).toBe(false);
  });

  test('who writes more than is needed is told so gently, and nobody else', () => {
    for (const words of ['我叫马丽，民族：回', '我是回族', '身份证 640121195003078812', '号码６４０１２１ 19500307 881ｘ'])
      expect(needlessIn(words), words).toContain('不用写');
    for (const words of [
      '民族团结活动什么时候办',
      '民族路的路灯不亮',
      '电话 13895016021',
      '电话 13895016021 13995016022',
      '家族聚会扰民',
      '卡号 6228480402564890018',
    ])
      expect(needlessIn(words), words).toBeNull();
  });

  test('a forbidden word beside an activity is still seen', () => {
    expect(neverCollected('民族团结活动参加人的民族')).toBe('民族');
  });

  test('field names are found in every corner of a schema', () => {
    const deep = z
      .strictObject({
        a: z.array(z.object({ ethnicity: z.string() })).optional(),
        b: z.union([z.object({ religion: z.string() }), z.null()]).default(null),
        c: z.record(z.string(), z.object({ score: z.number() })),
        d: z.lazy(() => z.object({ minzu: z.string() })),
        e: z
          .string()
          .transform((text) => text)
          .pipe(z.string()),
      })
      .refine(() => true);
    expect(
      fieldNames(deep)
        .filter((name) => neverCollected(name))
        .sort(),
    ).toEqual(['ethnicity', 'minzu', 'religion', 'score']);
  });

  test('no schema of the domain has such a field', async () => {
    const modules = import.meta.glob<Record<string, unknown>>(['../**/*.ts', '!../**/*.test.ts']);
    const found: string[] = [];
    let fields = 0;
    for (const [path, load] of Object.entries(modules)) {
      for (const [name, exported] of Object.entries(await load())) {
        const steps =
          exported && typeof exported === 'object' && 'steps' in exported
            ? Object.values(exported.steps as Record<string, { input: unknown }>)
            : [];
        for (const schema of [exported, ...steps.map((step) => step.input)]) {
          const names = fieldNames(schema);
          fields += names.length;
          for (const field of names) if (neverCollected(field)) found.push(`${path} ${name}.${field}`);
        }
      }
    }
    expect(found).toEqual([]);
    expect(fields).toBeGreaterThan(150);
  });
});
