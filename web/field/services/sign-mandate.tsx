import { newCommandId } from '../../kit/call.ts';
import { dayText } from '../../kit/dates.ts';
import { FieldError, TextInput } from '../../kit/field.tsx';
import { PhotoPicker } from '../../kit/photo-picker.tsx';
import { ReadAloud } from '../../kit/read-aloud.tsx';
import { SignaturePad } from '../../kit/signature-pad.tsx';
import { Switch } from '../../kit/switch.tsx';
import type { Collecting, faultsOf } from './collecting.ts';
import { t } from './messages.ts';

export const dayOfDateText = (date: string): string => dayText(`${date}T12:00:00+08:00`);

/** What is mandated in plain words, until when, and the name under it; on the glass or on paper (2.5; Civil Code, article 165). */
export function SignMandate({
  collecting,
  words,
  dates,
  days,
  faults,
  onChange,
}: {
  collecting: Collecting;
  /** The mandate as it is read out. */
  words: string;
  dates: { today: string; last: string };
  days: number;
  faults: ReturnType<typeof faultsOf>;
  onChange: (part: Partial<Collecting>) => void;
}) {
  const onScreen = collecting.signed === 'screen';
  return (
    <>
      <section className="card mandate">
        <p className="quiet small">{t('readOut')}</p>
        <p className="mandate-words">{words}</p>
        <ReadAloud text={words} />
      </section>
      <section className="field" aria-label={t('signHere')}>
        {onScreen ? (
          <SignaturePad
            label={t('signHere')}
            picture={collecting.signature?.blob}
            onChange={(blob) => onChange({ signature: blob && { key: newCommandId(), blob } })}
          />
        ) : (
          <>
            <h2 className="field-label">{t('paperPhoto')}</h2>
            <PhotoPicker photos={collecting.paper} most={1} onChange={(paper) => onChange({ paper })} />
          </>
        )}
        {faults.sign && <FieldError>{t('signMissing')}</FieldError>}
        <button type="button" className="button button-quiet" onClick={() => onChange({ signed: onScreen ? 'paper' : 'screen' })}>
          {t(onScreen ? 'onPaper' : 'onScreen')}
        </button>
      </section>
      <Switch label={t('otherSigns')} checked={collecting.otherSigns} onChange={(otherSigns) => onChange({ otherSigns })} />
      {collecting.otherSigns && (
        <TextInput
          label={t('signer')}
          hint={t('signerHint')}
          maxLength={40}
          value={collecting.signer}
          error={faults.signer && t('signerMissing')}
          onChange={(event) => onChange({ signer: (event.target as HTMLInputElement).value })}
        />
      )}
      <TextInput
        label={t('until')}
        hint={t('untilHint', { n: days })}
        type="date"
        min={dates.today}
        max={dates.last}
        value={collecting.until || dates.last}
        error={faults.until && t('untilWrong', { day: dayOfDateText(dates.last) })}
        onChange={(event) => onChange({ until: (event.target as HTMLInputElement).value })}
      />
    </>
  );
}
