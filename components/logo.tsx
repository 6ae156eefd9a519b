/** The mark: an M in a rounded square. Its colours are the theme's. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 20 20" className={className}>
      <rect width="20" height="20" rx="5" className="fill-accent" />
      <path
        d="M5.5 13.5v-6l4.5 4 4.5-4v6"
        className="stroke-on-accent fill-none"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
