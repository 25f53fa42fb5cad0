import { useState } from 'react';
import { Link } from 'wouter';
import { needlessIn } from '../../../domain/policy/needless.ts';
import { Button } from '../../kit/button.tsx';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { dayText } from '../../kit/dates.ts';
import { TextArea } from '../../kit/field.tsx';
import { Banner, ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { t } from './messages.ts';

const KINDS = ['data.correct', 'data.erase', 'data.copy'] as const;

/** A correction, an erasure or a stamped copy, asked of the station; each is a matter with a day by which it is answered. */
export function RequestPart({ village }: { village: string | null }) {
  const [kind, setKind] = useState<(typeof KINDS)[number]>();
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  const send = useCommand('matters.request-data', { refresh: ['matters.mine'] });
  const submit = () => {
    if (!words.trim()) return setMissing(true);
    if (kind && village) send.mutate({ category: kind, village, words });
  };
  return (
    <section className="section no-print">
      <h2>{t('requests')}</h2>
      <p className="quiet">{village ? t('requestsLead') : t('noVillage')}</p>
      {send.data ? (
        <Banner tone="leaf" icon="check">
          {t('sent', { at: send.data.answerBy ? dayText(send.data.answerBy) : '' })}{' '}
          <Link href={`/matters/${send.data.id}`}>{t('see')}</Link>
        </Banner>
      ) : (
        village && (
          <div className="stack">
            <ChoiceList
              label={t('kind')}
              hideLabel
              choices={KINDS.map((value) => ({ value, label: t(value) }))}
              value={kind}
              onChange={setKind}
            />
            {kind && (
              <>
                <TextArea
                  label={t('words')}
                  hint={needlessIn(words) ?? t('wordsHint')}
                  error={missing && !words.trim() ? t('wordsMissing') : undefined}
                  maxLength={1000}
                  value={words}
                  onChange={(event) => setWords(event.currentTarget.value)}
                />
                <ErrorBanner error={send.error} />
                <Button look="filled" wide busy={send.isPending} onClick={submit}>
                  {t('send')}
                </Button>
              </>
            )}
          </div>
        )
      )}
    </section>
  );
}
