import { Link } from 'wouter';
import type { OutputOf } from '../../kit/call.ts';
import { Icon } from '../../kit/icons.tsx';
import { Tag } from '../../kit/notice.tsx';
import { useElder } from '../elder.ts';
import { t } from './messages.ts';

export type Found = OutputOf<'services.search'>['items'][number];

/** How an item can be done, in the words people look for. */
export function ItemTags({ item }: { item: Pick<Found, 'instant' | 'online' | 'proxy' | 'example'> }) {
  const elder = useElder();
  return (
    <span className="item-tags">
      {item.instant && <Tag tone="leaf">{t('instant')}</Tag>}
      {item.online && <Tag tone="brand">{t('online')}</Tag>}
      {item.proxy && !elder && <Tag tone="brand">{t('proxy')}</Tag>}
      {item.example && <Tag tone="wheat">{t('example')}</Tag>}
    </span>
  );
}

/** Items of the catalogue, each a way to its page. */
export function ItemRow({ item }: { item: Found }) {
  return (
    <Link href={`/services/${item.id}`} className="row">
      <span className="row-words">
        <span className="strong">{item.name}</span>
        {item.department && <span className="row-under">{item.department}</span>}
        <ItemTags item={item} />
      </span>
      <Icon name="chevron-right" />
    </Link>
  );
}
