import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { TextInput } from '../../kit/field.tsx';
import { EmptyState, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useOnline } from '../../kit/online.ts';
import { useRead } from '../../kit/query.ts';
import { useSettled } from '../../kit/settled.ts';
import { useElder } from '../elder.ts';
import { askedLast, rememberAsked } from './asked.ts';
import { ItemRow } from './items.tsx';
import { t } from './messages.ts';

const SHOWN = { plain: 5, elder: 3 };

/** Finds an item of the county's catalogue by its name, pinyin or everyday words; without a question, some of them. */
export function FindItems({ county, onFailed }: { county: string; onFailed: (failed: boolean) => void }) {
  const elder = useElder();
  const online = useOnline();
  const [text, setText] = useState(askedLast);
  const [all, setAll] = useState(false);
  const q = useSettled(text.trim(), 400);
  const found = useRead('services.search', { county, q, limit: 20 }, { keep: true });
  const items = found.data?.items ?? [];
  const failed = found.error !== null && items.length === 0;
  useEffect(() => onFailed(failed), [failed, onFailed]);
  const shown = all ? items : items.slice(0, elder ? SHOWN.elder : SHOWN.plain);
  const type = (words: string) => {
    rememberAsked(words);
    setText(words);
    setAll(false);
  };
  return (
    <section className="section">
      <TextInput
        label={t('search')}
        hint={t('searchHint')}
        type="search"
        value={text}
        maxLength={60}
        autoComplete="off"
        enterKeyHint="search"
        onChange={(event) => type(event.target.value)}
      />
      {found.isLoading ? (
        <Skeleton card lines={5} />
      ) : failed ? (
        online ? (
          <ErrorBanner error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <p className="quiet">{t('guideOffline')}</p>
        )
      ) : items.length === 0 ? (
        <EmptyState
          icon="search"
          title={q ? t('none', { text: q }) : t('guideNone')}
          action={
            <Link
              href={`/file?category=affairs.ask${q ? `&about=${encodeURIComponent(t('askFor', { text: q }))}` : ''}`}
              className="button button-outline"
            >
              {t('ask')}
            </Link>
          }
        >
          {q ? t('noneWords') : t('guideNoneWords')}
        </EmptyState>
      ) : (
        <>
          <h2 aria-live="polite">{t(q ? 'found' : 'guide')}</h2>
          <ul className="card rows">
            {shown.map((item) => (
              <li key={item.id}>
                <ItemRow item={item} />
              </li>
            ))}
            {items.length > shown.length && (
              <li>
                <button type="button" className="row row-more" onClick={() => setAll(true)}>
                  {t('guideMore', { n: items.length - shown.length })}
                </button>
              </li>
            )}
          </ul>
        </>
      )}
    </section>
  );
}
