import { useState } from 'react';
import type { ServiceItemView } from '../../../domain/services/contract.ts';
import { Button } from '../../kit/button.tsx';
import { TextInput } from '../../kit/field.tsx';
import { Banner, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { useSettled } from '../../kit/settled.ts';
import { say as services } from '../services/messages.ts';
import { daysText, feeText, WayTags } from '../services/service-facts.tsx';
import { Card } from '../shell/card.tsx';
import { say } from './messages.ts';

function FindItem({ county, onFound }: { county: string; onFound: (id: string) => void }) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), 300);
  const found = useRead('services.search', { county, q, limit: 8 }, { keep: true, enabled: q.length > 0 });
  return (
    <div className="find-person">
      <TextInput
        label={say('itemFind')}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={say('itemFindPlaceholder')}
        maxLength={60}
        autoComplete="off"
      />
      {q && found.isPending && <Skeleton lines={3} />}
      <ErrorBanner error={found.error} onRetry={() => void found.refetch()} />
      {q && found.data?.items.length === 0 && <p className="quiet">{say('itemNone')}</p>}
      {q && found.data && found.data.items.length > 0 && (
        <ul className="found">
          {found.data.items.map((item) => (
            <li key={item.id}>
              <button type="button" className="found-row" onClick={() => onFound(item.id)}>
                <span>
                  <strong>{item.name}</strong> <span className="quiet">{item.department}</span>
                </span>
                <WayTags item={item} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What is applied for, found in the catalogue, with what the person at the counter wants to know before. */
export function ItemChoice({
  county,
  item,
  onFound,
  onAgain,
}: {
  county: string;
  item: ServiceItemView | null;
  onFound: (id: string) => void;
  onAgain: () => void;
}) {
  if (!item)
    return (
      <Card title={say('item')} className="form">
        <FindItem county={county} onFound={onFound} />
      </Card>
    );
  const facts = [
    [say('itemLimit'), daysText(item)],
    [say('itemFee'), feeText(item.fee)],
    [say('itemApplicants'), item.applicants],
    [say('itemWindow'), item.window],
  ].filter(([, value]) => value);
  return (
    <Card title={say('item')} className="form">
      <div className="chosen-person">
        <p>
          <strong>{item.name}</strong> <span className="quiet">{item.department}</span>
        </p>
        <Button look="quiet" icon="undo" onClick={onAgain}>
          {say('itemAgain')}
        </Button>
      </div>
      {!item.proxy && <Banner tone="brick" icon="warn" title={say('itemInPerson')} />}
      {item.example && <Banner tone="wheat" icon="info" title={services('example', { source: item.example })} />}
      <dl className="details">
        {facts.map(([title, value]) => (
          <div key={title} className="details-row">
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
