/** Jumis, the sign of two ears on one stalk: what is shared grows. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="currentColor" />
      <path
        d="M10 25.5 19.8 9.8a3.1 3.1 0 0 1 5.7 2.3L24.5 15M22 25.5 12.2 9.8a3.1 3.1 0 0 0-5.7 2.3L7.5 15"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
