import { Select } from 'antd';
import { type BoardRule, VERDICTS, type Verdict } from '../../../domain/policy/board-contract.ts';
import { Button } from '../../kit/button.tsx';
import type { ClausesAddress } from './address.ts';
import { say } from './messages.ts';
import { verdictTitle } from './verdicts.tsx';

/** Narrows the board to one rule, to rows with a verdict, or to villages whatever the level; all of it stands in the address. */
export function BoardFilters({
  rules,
  address,
  aboveVillages,
  onChange,
}: {
  rules: readonly BoardRule[];
  address: ClausesAddress;
  aboveVillages: boolean;
  onChange: (part: ClausesAddress) => void;
}) {
  return (
    <search className="filters filters-line">
      <Select<string>
        aria-label={say('filterRule')}
        value={address.rule ?? null}
        onChange={(rule: string | undefined) => onChange({ rule })}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={say('allRules')}
        options={rules.map((rule) => ({ value: rule.id, label: `${rule.title} ${rule.clause}`, broken: rule.counts.broken }))}
        optionRender={(option) => (
          <span className="option">
            <span>{option.label}</span>
            {option.data.broken > 0 && <span className="option-note">{say('ruleBroken', { n: option.data.broken })}</span>}
          </span>
        )}
        popupMatchSelectWidth={false}
      />
      <Select<Verdict>
        aria-label={say('filterVerdict')}
        value={address.verdict ?? null}
        onChange={(verdict: Verdict | undefined) => onChange({ verdict })}
        allowClear
        placeholder={say('allVerdicts')}
        options={VERDICTS.map((verdict) => ({ value: verdict, label: verdictTitle(verdict) }))}
        popupMatchSelectWidth={false}
      />
      {aboveVillages && (
        <button
          type="button"
          className="chip"
          aria-pressed={address.villages === true}
          onClick={() => onChange({ villages: address.villages ? undefined : true })}
        >
          {say('villages')}
        </button>
      )}
      {(address.rule || address.verdict || address.villages) && (
        <Button look="quiet" icon="close" onClick={() => onChange({ rule: undefined, verdict: undefined, villages: undefined })}>
          {say('clear')}
        </Button>
      )}
      <span className="filters-keys" aria-hidden="true">
        {say('keys')}
      </span>
    </search>
  );
}
