import './pen-form.css';
import type { ReactNode } from 'react';

/** A line to write on, as long as a name or across the page. */
export const PenBlank = ({ wide }: { wide?: boolean }) => <span className={wide ? 'pen-blank pen-blank-wide' : 'pen-blank'} />;

/** Answers to tick with a pen. */
export function PenChoices({ choices }: { choices: readonly string[] }) {
  return (
    <p className="pen-choices">
      {choices.map((choice) => (
        <span key={choice}>
          <span className="pen-box" />
          {choice}
        </span>
      ))}
    </p>
  );
}

/** A paper to fill in and sign with a pen: its title, what stands on it, and who signs, each with a day. */
export function PenForm({
  title,
  signers,
  date,
  children,
}: {
  title: string;
  signers: readonly string[];
  date: string;
  children: ReactNode;
}) {
  return (
    <article className="panel pen-form">
      <h2>{title}</h2>
      {children}
      {signers.map((signer) => (
        <p key={signer} className="pen-sign">
          <span>
            {signer}
            <PenBlank />
          </span>
          <span>
            {date}
            <PenBlank />
          </span>
        </p>
      ))}
    </article>
  );
}
