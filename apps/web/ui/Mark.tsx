/** Jumis, the sign of two ears on one stalk: what is shared grows. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="currentColor" />
      <path
        d="M9 25 21.5 10.5a3 3 0 0 0-4.6-3.9L15 9M23 25 10.5 10.5a3 3 0 0 1 4.6-3.9L17 9"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
