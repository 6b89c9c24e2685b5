"""What ingest, publish and fazhi all stand on; it knows none of them."""
