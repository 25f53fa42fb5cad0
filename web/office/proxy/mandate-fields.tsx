import { useRef, useState } from 'react';
import type { Mandate } from '../../../domain/matters/proxy-service/content.ts';
import { Button } from '../../kit/button.tsx';
import { uploadFile } from '../../kit/call.ts';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { SignaturePad } from '../../kit/signature-pad.tsx';
import { FileUpload } from '../shell/file-upload.tsx';
import { useToday } from '../shell/me.ts';
import { shiftDay } from '../shell/times.ts';
import { say } from './messages.ts';

/** What of a mandate has been filled in; whole once it is signed. */
export type MandateDraft = Partial<Mandate>;

/** Long enough for most items and never longer than any county allows. */
const USUAL_DAYS = 30;

export const wholeMandate = ({ signed, until, file, signer = '' }: MandateDraft): Mandate | null =>
  signed && until && file ? { signed, until, file, signer: signer.trim() } : null;

function SignHere({ onSigned }: { onSigned: (file: string) => void }) {
  const [picture, setPicture] = useState<Blob>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const keep = async () => {
    if (!picture) return;
    setBusy(true);
    setError(null);
    try {
      onSigned((await uploadFile(picture)).id);
    } catch (wrong) {
      setError(wrong);
    }
    setBusy(false);
  };
  return (
    <>
      <SignaturePad label={say('sign')} picture={picture} onChange={setPicture} />
      <ErrorBanner error={error} />
      <div>
        <Button icon="check" busy={busy} disabled={!picture} onClick={() => void keep()}>
          {say('signDone')}
        </Button>
      </div>
    </>
  );
}

/** How the resident signs that we may act for them, until when, and who signs: on the screen, or on paper that is photographed. */
export function MandateFields({
  value,
  onChange,
  onBusy,
  onPrint,
  error,
  errors = {},
}: {
  value: MandateDraft;
  onChange: (value: MandateDraft) => void;
  onBusy: (busy: boolean) => void;
  /** Shows the mandate as a paper to sign; not before it is known what for. */
  onPrint?: () => void;
  error?: string;
  errors?: { until?: string };
}) {
  const today = useToday();
  // A picture arrives when it is uploaded; what was filled in meanwhile must stand.
  const latest = useRef(value);
  latest.current = value;
  const change = (part: MandateDraft) => onChange({ until: shiftDay(today, USUAL_DAYS), ...latest.current, ...part });
  return (
    <div className="form">
      <ChoiceList
        inline
        label={say('signed')}
        choices={[
          { value: 'screen', label: say('signedScreen') },
          { value: 'paper', label: say('signedPaper') },
        ]}
        value={value.signed}
        onChange={(signed) => change({ signed, file: undefined })}
        error={error}
      />
      {value.signed === 'screen' && !value.file && <SignHere onSigned={(file) => change({ file })} />}
      {value.signed === 'screen' && value.file && (
        <p className="row">
          <Icon name="check" /> {say('signKept')}
        </p>
      )}
      {value.signed === 'paper' && onPrint && (
        <div>
          <Button icon="print" onClick={onPrint}>
            {say('mandatePrint')}
          </Button>
        </div>
      )}
      {value.signed === 'paper' && (
        <FileUpload
          label={say('paperPhoto')}
          most={1}
          accept="image/*"
          value={value.file ? [value.file] : []}
          onChange={([file]) => change({ file })}
          onBusy={onBusy}
        />
      )}
      <div className="form-row">
        <TextInput
          label={say('until')}
          type="date"
          min={today}
          value={value.until ?? shiftDay(today, USUAL_DAYS)}
          error={errors.until}
          onChange={(event) => change({ until: event.target.value })}
        />
        <TextInput
          label={say('signer')}
          value={value.signer ?? ''}
          maxLength={40}
          placeholder={say('signerPlaceholder')}
          autoComplete="off"
          onChange={(event) => change({ signer: event.target.value })}
        />
      </div>
    </div>
  );
}
