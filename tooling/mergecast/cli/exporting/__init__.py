"""What `calendar` does for other tools: feeds, tables for boards, and charts."""
