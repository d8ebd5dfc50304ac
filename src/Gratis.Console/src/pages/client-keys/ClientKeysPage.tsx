export default function ClientKeysPage() { return null; }
