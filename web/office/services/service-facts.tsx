import type { ReactNode } from 'react';
import type { ServiceItemView } from '../../../domain/services/contract.ts';
import { Tag } from '../../kit/notice.tsx';
import { yuanText } from './fee.ts';
import { say } from './messages.ts';

type Ways = Pick<ServiceItemView, 'instant' | 'proxy' | 'online' | 'example'>;

/** How an item can be applied for, in short tags; an example of another place is always called one. */
export function WayTags({ item }: { item: Ways }) {
  return (
    <span className="row way-tags">
      {item.example && <Tag tone="wheat">{say('exampleShort')}</Tag>}
      {item.instant && <Tag tone="leaf">{say('instant')}</Tag>}
      {item.proxy && <Tag>{say('proxy')}</Tag>}
      {/* An example that says nothing of proxies does not forbid them. */}
      {!item.proxy && !item.example && <Tag tone="plain">{say('inPerson')}</Tag>}
      {item.online && <Tag>{say('online')}</Tag>}
    </span>
  );
}

export const daysText = ({ days, instant }: { days: number | null; instant: boolean }): string =>
  instant ? say('onTheSpot') : days === null ? say('daysUnknown') : say('days', { n: days });

export const feeText = (fee: number | null): string =>
  fee === null ? say('feeUnknown') : fee === 0 ? say('free') : say('yuan', { amount: yuanText(fee) });

/** Everything one version of an item says. */
export function ServiceFacts({ item }: { item: ServiceItemView }) {
  const papers =
    item.materials.length > 0 ? (
      <ol className="numbered">
        {item.materials.map(({ name }) => (
          <li key={name}>{name}</li>
        ))}
      </ol>
    ) : (
      say('materialsNone')
    );
  const facts: [string, ReactNode][] = [
    [say('code'), item.code],
    [say('department'), item.department],
    [say('applicants'), item.applicants],
    [say('window'), item.window],
    [say('colDays'), daysText(item)],
    [say('fee'), [feeText(item.fee), item.feeBasis].filter(Boolean).join('，')],
    [say('colHow'), <WayTags key="ways" item={item} />],
    [say('materials'), papers],
    [say('steps'), item.steps.join(' → ')],
    [say('basis'), item.basis],
  ];
  return (
    <dl className="details">
      {facts
        .filter(([, value]) => value)
        .map(([title, value]) => (
          <div key={title} className="details-row">
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
