import { CATEGORIES, CATEGORY_GROUPS, isCategory } from '../../../domain/matters/appeal/categories.ts';
import { Trouble } from './trouble.ts';
import type { Value } from './xml.ts';

const GROUP_NAMES = new Map<string, string>(CATEGORY_GROUPS.map(({ code, name }) => [code, name]));

/** Everything residents raise, as GeoReport v2 lists services. */
export const services = (): Value =>
  CATEGORIES.map((category) => ({
    service_code: category.code,
    service_name: category.name,
    description: `由${category.duty.owner}负责`,
    metadata: true,
    type: 'realtime',
    keywords: GROUP_NAMES.get(category.parent) ?? '',
    group: GROUP_NAMES.get(category.parent) ?? '',
  }));

/** What else can be said when filing: whether the name stays hidden from those who handle it. */
export function definition(code: string): Value {
  if (!isCategory(code)) throw new Trouble(404, 'service_code provided was not found');
  return {
    service_code: code,
    attributes: [
      {
        variable: true,
        code: 'hidden',
        datatype: 'singlevaluelist',
        required: false,
        datatype_description: 'yes 或 no，默认 no',
        order: 1,
        description: '不让办理的人看到姓名和电话',
        values: [
          { key: 'yes', name: '不公开' },
          { key: 'no', name: '公开' },
        ],
      },
    ],
  };
}
