"""jobs: where the stages are joined, one short function per Airflow task, service or command.

Reads the settings; what each job reads and writes stands in its own docstring.
"""
