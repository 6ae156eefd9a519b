"use client";

import { RadioGroup } from "radix-ui";
import { useId } from "react";

export type PeopleKind = "company" | "own";

export interface PeopleChoiceProps {
  label: string;
  value: PeopleKind;
  onChange: (value: PeopleKind) => void;
  choices: readonly { readonly value: PeopleKind; readonly title: string; readonly text: string }[];
}

/** One of a few, each told in a sentence. */
export function PeopleChoice({ label, value, onChange, choices }: PeopleChoiceProps) {
  const id = useId();
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(wanted) => {
        const choice = choices.find((each) => each.value === wanted);
        if (choice) onChange(choice.value);
      }}
      className="grid gap-2.5 md:grid-cols-2"
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          value={choice.value}
          aria-labelledby={`${id}-${choice.value}`}
          aria-describedby={`${id}-${choice.value}-text`}
          className="group hover:bg-hover border-control data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft flex items-start gap-3 rounded-lg border px-3.5 py-3 text-left transition-colors"
        >
          <span
            aria-hidden
            className="border-control group-data-[state=checked]:border-accent bg-surface mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border"
          >
            <RadioGroup.Indicator className="bg-accent size-2 rounded-full" />
          </span>
          <span className="min-w-0">
            <span id={`${id}-${choice.value}`} className="block font-medium">
              {choice.title}
            </span>
            <span id={`${id}-${choice.value}-text`} className="text-muted block text-[13px]">
              {choice.text}
            </span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
