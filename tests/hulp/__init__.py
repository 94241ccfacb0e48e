"""What tests share: workbooks, users, engines and the command line."""
